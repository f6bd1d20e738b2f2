{#-
A phone number as compared: its digits without a leading exit prefix 00. Null below seven digits (short codes) and where all digits are
one (0000000, 9999999999: what systems write for a withheld number). expression: text.
-#}
{% macro normalised_phone(expression) -%}
    {%- set all_digits = digits_of(expression) -%}
    {%- set digits = "(case when " ~ all_digits ~ " like '00%' then substr(" ~ all_digits ~ ", 3) else " ~ all_digits ~ " end)" -%}
    case
        when length({{ digits }}) >= 7 and replace({{ all_digits }}, substr({{ all_digits }}, 1, 1), '') <> '' then {{ digits }}
    end
{%- endmacro %}
