{#-
Every ratio of the registry, in a table of one kind of scope, is its numerator over its denominator
and null exactly where it has to be. The tolerance is the rounding of one division and one
multiplication.
-#}
{% test rates_equal_their_components(model, scope_kind) %}

select *
from {{ model }}
where
    false
    {%- for name, kpi in kpis().items() if kpi.denominator and scope_kind in kpi.scopes %}
    or ({{ name }} is null)
    <> ({{ kpi.numerator }} is null or coalesce({{ kpi.denominator }}, 0) = 0)
    or abs({{ name }} * {{ kpi.denominator }} - {{ kpi.numerator }})
    > 1e-9 * greatest(1, abs({{ kpi.numerator }}))
    {%- endfor %}

{% endtest %}
