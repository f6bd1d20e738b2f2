{#-
What the KPIs count, as data: every subject has one daily components model, long by scope, and every
component belongs to one. What does not add up over days has a model of periods instead.

Returns a dict: subject -> {
    relation: the classified rows the components are counted over, one row per thing counted
        (and scope, for agent_contacts),
    components: the daily model, one row per date_day, scope_kind, scope_value; or
    periods: instead of both, the model that has the components as columns, one row per
        period_grain, period_start_date, scope_kind, scope_value,
    scopes: the kinds of scope the model has,
    is_shared_out: true where what is nobody's has a row of its own, the scope value `unallocated`.
        It is no team and no queue: what other subjects count there is unknown, not zero,
}
-#}
{% macro kpi_subjects() -%}
    {%- set registry = {} -%}
    {%- for theme in [
        queues_subjects(),
        contacts_subjects(),
        fcr_subjects(),
        volume_subjects(),
        tickets_subjects(),
        surveys_subjects(),
        employees_subjects(),
        workforce_subjects(),
        costs_subjects(),
        percentiles_subjects(),
    ] -%}
        {%- do registry.update(theme) -%}
    {%- endfor -%}
    {{- return(registry) -}}
{%- endmacro %}
