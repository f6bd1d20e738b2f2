{#-
The statement that tells the planner what a table holds now, for a hook behind every model that makes one: of a table made a moment ago
it knows nothing, takes it for a small one, and loops where it should hash. Nothing on engines that count as they write.
    relation       the table
    materialized   how the model is materialized: of a view there is nothing to know
-#}
{% macro analyze_table(relation, materialized) -%}
    {{ return(adapter.dispatch('analyze_table', 'contact_center')(relation, materialized)) }}
{%- endmacro %}

{% macro default__analyze_table(relation, materialized) -%}{%- endmacro %}

{% macro postgres__analyze_table(relation, materialized) -%}
    {%- if materialized not in ['view', 'ephemeral'] -%}
        analyze {{ relation }}
    {%- endif -%}
{%- endmacro %}
