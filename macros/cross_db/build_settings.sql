{#-
The statements that set, for the transaction that builds a model, what the engine gets wrong by itself: a hook before every model that
makes a table. Nothing where there is nothing to set.
    materialized   how the model is materialized: a view is planned when it is read

Postgres knows nothing of what a CTE that is read twice holds, expects one row of it, and walks through the other side once for each of its
hundred thousand; joins that know no other way are still walked. It compiles (JIT) hundreds of expressions for longer than they
take. And it goes on for a build that was killed, holding its tables, unless it looks whether somebody is still there.
-#}
{% macro build_settings(materialized) -%}
    {{ return(adapter.dispatch('build_settings', 'contact_center')(materialized)) }}
{%- endmacro %}

{% macro default__build_settings(materialized) -%}{%- endmacro %}

{% macro postgres__build_settings(materialized) -%}
    {%- if materialized not in ['view', 'ephemeral'] -%}
        set local enable_nestloop = off;
        set local jit = off;
        set local client_connection_check_interval = '10s'
    {%- endif -%}
{%- endmacro %}
