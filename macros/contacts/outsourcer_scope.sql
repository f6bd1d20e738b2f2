{#- The outsourcer an agent's work counts for: in_house where a known agent has none, unknown for an agent nobody described. -#}
{% macro outsourcer_scope(agents) -%}
    case when {{ agents }}.agent_id is null then 'unknown' else coalesce({{ agents }}.outsourcer, 'in_house') end
{%- endmacro %}
