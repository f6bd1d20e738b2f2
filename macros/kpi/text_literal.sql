{#- A text as a SQL literal. Arguments: words, the text. -#}
{% macro text_literal(words) -%}
'{{ words | replace("'", "''") }}'
{%- endmacro %}
