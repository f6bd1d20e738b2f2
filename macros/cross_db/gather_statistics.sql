{#-
The statement after which the planner knows how many rows a table has, for the hook behind every model; empty where an engine counts
by itself. Without it PostgreSQL takes every new table for a few rows and joins by trying each pair.
    relation      what was built
    materialized  as what; a view has no rows of its own
-#}
{% macro gather_statistics(relation, materialized) -%}
    {{ return(adapter.dispatch('gather_statistics', 'contact_center')(relation, materialized)) }}
{%- endmacro %}

{% macro default__gather_statistics(relation, materialized) -%}{%- endmacro %}

{% macro postgres__gather_statistics(relation, materialized) -%}
    {%- if materialized != 'view' -%} analyze {{ relation }} {%- endif -%}
{%- endmacro %}
