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

{#- Spark takes one statement at a time and knows no column "if not exists": all are executed here, and what is returned does nothing. -#}
{% macro spark__create_table_if_missing(schema, table, columns) -%}
    {%- if execute -%}
        {%- set relation = adapter.quote(schema) ~ '.' ~ adapter.quote(table) -%}
        {%- set declared = [] -%}
        {%- for name, type in columns.items() -%}
            {%- do declared.append(adapter.quote(name) ~ ' ' ~ type) -%}
        {%- endfor -%}
        {%- do run_query("create table if not exists " ~ relation ~ " (" ~ declared | join(', ') ~ ") using parquet") -%}
        {%- set existing = run_query("describe table " ~ relation).columns[0].values() -%}
        {%- for name, type in columns.items() if name not in existing -%}
            {%- do run_query("alter table " ~ relation ~ " add columns (" ~ adapter.quote(name) ~ " " ~ type ~ ")") -%}
        {%- endfor -%}
    {%- endif -%}
select 1
{%- endmacro %}
