{#-
The schema that dbt builds the tables of a public schema in (marts, quality), where readers must not see them before everything has
passed. One file of DuckDB has the builds and another the readers, so names need not differ there; on a server both share a database, and
what was built is published from here. Named without cc_schema_prefix, which comes before it.
-#}
{% macro working_schema(name) -%}
    {{ return(adapter.dispatch('working_schema', 'contact_center')(name)) }}
{%- endmacro %}

{% macro default__working_schema(name) -%}
    work_{{ name }}
{%- endmacro %}

{% macro duckdb__working_schema(name) -%}
    {{- name -}}
{%- endmacro %}
