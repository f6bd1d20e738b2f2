{#- Whether a text of digits repeats one of them: what systems write for a withheld number. number: text of digits. -#}
{% macro is_one_digit(number) -%}
    (replace({{ number }}, substr({{ number }}, 1, 1), '') = '')
{%- endmacro %}
