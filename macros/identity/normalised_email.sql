{#- An e-mail address as compared: trimmed, lower case; null without text on both sides of an @. expression: text. -#}
{% macro normalised_email(expression) -%}
    case when {{ trimmed(expression) }} like '%_@_%' then lower({{ trimmed(expression) }}) end
{%- endmacro %}
