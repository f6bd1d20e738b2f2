{#-
The statements that make an empty table of these columns (name -> type) and, where a table of that name exists, add the columns that it
lacks.
-#}
{% macro create_table_if_missing(schema, table, columns) -%}
    {{ return(adapter.dispatch('create_table_if_missing', 'contact_center')(schema, table, columns)) }}
{%- endmacro %}

{% macro default__create_table_if_missing(schema, table, columns) -%}
{%- set relation = adapter.quote(schema) ~ '.' ~ adapter.quote(table) -%}
create table if not exists {{ relation }} (
    {%- for name, type in columns.items() %}
    {{ adapter.quote(name) }} {{ type }}{{ ',' if not loop.last }}
    {%- endfor %}
);
{%- for name, type in columns.items() %}
alter table {{ relation }} add column if not exists {{ adapter.quote(name) }} {{ type }};
{%- endfor %}
{%- endmacro %}
