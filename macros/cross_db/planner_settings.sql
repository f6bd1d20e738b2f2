{#-
The statement that, for the transaction that builds a model, keeps the planner from what goes wrong here: a hook before every model that
makes a table. Postgres knows nothing of what a CTE that is read twice holds, expects a row of it and walks through the other side once
for each of its hundred thousand; and it compiles (JIT) hundreds of expressions for minutes to save seconds. Joins that know no other way
are still walked. Nothing on other engines.
    materialized   how the model is materialized: a view is planned when it is read
-#}
{% macro planner_settings(materialized) -%}
    {{ return(adapter.dispatch('planner_settings', 'contact_center')(materialized)) }}
{%- endmacro %}

{% macro default__planner_settings(materialized) -%}{%- endmacro %}

{% macro postgres__planner_settings(materialized) -%}
    {%- if materialized not in ['view', 'ephemeral'] -%}
        set local enable_nestloop = off;
        set local jit = off
    {%- endif -%}
{%- endmacro %}
