{#-
Makes a table for the length of a connection, gone with it whatever happens (on Spark: until it is dropped); one of the same name is
replaced. For materializations: a model selects, it makes no tables.
    name  of the table, as scratch_name writes it
    sql   the select that fills it
-#}
{% macro create_scratch_table(name, sql) -%}
    {{ return(adapter.dispatch('create_scratch_table', 'contact_center')(name, sql)) }}
{%- endmacro %}

{% macro default__create_scratch_table(name, sql) -%}
    {%- do run_query("drop table if exists " ~ name) -%}
    {%- do run_query("create temporary table " ~ name ~ " as " ~ sql) -%}
    {#- without it the planner takes every such table for a small one, and loops where it should hash -#}
    {%- do run_query("analyze " ~ name) -%}
{%- endmacro %}

{% macro duckdb__create_scratch_table(name, sql) -%}
    {%- do run_query("create or replace temporary table " ~ name ~ " as " ~ sql) -%}
{%- endmacro %}

{#- It has no temporary tables, only views, which compute all again: a table, which its user must drop. A killed build leaves it behind. -#}
{% macro spark__create_scratch_table(name, sql) -%}
    {%- do run_query(create_schema_if_missing(generate_schema_name(none, none))) -%}
    {%- do run_query("drop table if exists " ~ name) -%}
    {%- do run_query("create table " ~ name ~ " using parquet as " ~ sql) -%}
{%- endmacro %}
