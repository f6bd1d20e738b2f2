{#-
Makes a table for the length of a connection, gone with it whatever happens; one of the same name is replaced. For materializations: a model
selects, it makes no tables.
    name  of the table; it lies in no schema
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
