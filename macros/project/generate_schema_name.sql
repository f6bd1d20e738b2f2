{#-
Schemas carry their plain names (marts, quality, ...), on every engine alike, behind the project's prefix. Where readers share the
database with the builds, public ones are built under a working name: see working_schema.
-#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- set name = (custom_schema_name or target.schema) | trim -%}
    {{ var('cc_schema_prefix') ~ (working_schema(name) if name in public_schemas() else name) }}
{%- endmacro %}
