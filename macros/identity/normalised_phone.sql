{#- A phone number as compared: its digits without a leading exit prefix 00; null below seven digits (short codes). expression: text. -#}
{% macro normalised_phone(expression) -%}
    {%- set digits = digits_of(expression) -%}
    case
        when length({{ digits }}) < 7 then null
        when {{ digits }} like '00%' then substr({{ digits }}, 3)
        else {{ digits }}
    end
{%- endmacro %}
