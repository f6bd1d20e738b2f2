{#- The form in which codes are compared: lower case, blanks and hyphens as underscores. expression: text. -#}
{% macro code_form(expression) -%}
    replace(replace({{ lowered(trimmed(expression)) }}, ' ', '_'), '-', '_')
{%- endmacro %}
