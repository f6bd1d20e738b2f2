{#-
Every KPI of the registry, in a table of one kind of scope, lies within the bounds that the registry
gives it.
-#}
{% test is_within_registered_bounds(model, scope_kind) %}

select *
from {{ model }}
where
    false
    {%- for name, kpi in kpis().items() if scope_kind in kpi.scopes %}
    {%- if kpi.bounds[0] is not none %}
    or {{ name }} < {{ kpi.bounds[0] }}
    {%- endif %}
    {%- if kpi.bounds[1] is not none %}
    or {{ name }} > {{ kpi.bounds[1] }}
    {%- endif %}
    {%- endfor %}

{% endtest %}
