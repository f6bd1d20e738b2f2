{#- Schemas carry their plain names (marts, quality, ...), on every engine alike, behind the project's prefix. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ var('cc_schema_prefix') ~ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
