{#-
Every KPI of the registry, in a table of one kind of scope, lies within the bounds that the registry
gives it. Guards against a share whose numerator counts what its denominator leaves out (above 1)
and an average of seconds below zero, by a duration that should have been rejected. Counts, and what
is made of counts alone, cannot be negative and are not asked; that a ratio is its numerator over
its denominator is for the agreement with the scorecard, the unit tests and the oracle.
Arguments: scope_kind, the kind of scope that the model holds.
-#}
{% test is_within_registered_bounds(model, scope_kind) %}

{%- set components = kpi_components() %}

select *
from {{ model }}
where
    false
    {%- for name, kpi in kpis().items() if kpi.denominator and scope_kind in kpi.scopes %}
    {%- if kpi.bounds[0] is not none and components[kpi.numerator].count_where is not defined %}
    or {{ name }} < {{ kpi.bounds[0] }}
    {%- endif %}
    {%- if kpi.bounds[1] is not none %}
    or {{ name }} > {{ kpi.bounds[1] }}
    {%- endif %}
    {%- endfor %}

{% endtest %}
