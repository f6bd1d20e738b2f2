{#-
Whether the number of digits of a national number is one of some.
    number   text of digits
    lengths  text: numbers, separated by one blank
-#}
{% macro has_length(number, lengths) -%}
    (' ' || {{ lengths }} || ' ' like '% ' || cast(length({{ number }}) as {{ type_text() }}) || ' %')
{%- endmacro %}
