{#- An e-mail address as compared: blanks trimmed, lower case; null where it has no @. expression: text. -#}
{% macro normalised_email(expression) -%}
    case when {{ expression }} like '%@%' then lower(trim({{ expression }})) end
{%- endmacro %}
