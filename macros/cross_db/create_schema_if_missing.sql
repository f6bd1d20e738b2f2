{#- The statement that makes a schema, and does nothing where it exists. -#}
{% macro create_schema_if_missing(schema) -%}
    {{ return(adapter.dispatch('create_schema_if_missing', 'contact_center')(schema)) }}
{%- endmacro %}

{% macro default__create_schema_if_missing(schema) -%}
create schema if not exists {{ adapter.quote(schema) }}
{%- endmacro %}
