{#-
The statement that makes an empty table of these columns (name -> type), and does nothing where a
table of that name exists.
-#}
{% macro create_table_if_missing(schema, table, columns) -%}
    {{ return(adapter.dispatch('create_table_if_missing', 'contact_center')(schema, table, columns)) }}
{%- endmacro %}

{% macro default__create_table_if_missing(schema, table, columns) -%}
create table if not exists {{ adapter.quote(schema) }}.{{ adapter.quote(table) }} (
    {%- for name, type in columns.items() %}
    {{ adapter.quote(name) }} {{ type }}{{ ',' if not loop.last }}
    {%- endfor %}
)
{%- endmacro %}
