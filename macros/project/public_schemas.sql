{#- The schemas that are published, and nothing else is. -#}
{% macro public_schemas() -%}
    {{ return(['marts', 'quality']) }}
{%- endmacro %}
