{#-
Every component of a week, month and quarter is the sum of its days'. A component that nobody could
know in the whole period was known on none of its days; one that needs history may be known on the
later days of a period that begins too early. One of a period and a derived one do not add up; a scope that has nothing else has no days,
and its sums are zero. The tolerance is for squares and decimals only: counts
are whole numbers below 2^53.
-#}
{% test components_reconcile_across_grains(model) %}

with periods as (

    select * from {{ ref('dim_periods') }}

),

days as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value
        {%- for name, component in kpi_components().items()
            if is_summed(component) %},
        sum(coalesce(days.{{ name }}, 0)) as {{ name }}
        {%- endfor %}
    from {{ model }} as days
    inner join periods on days.period_start_date = periods.date_day
    where days.period_grain = 'day'
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value

)

select
    longer.period_grain,
    longer.period_start_date,
    longer.scope_kind,
    longer.scope_value
from {{ model }} as longer
full join days
    on
        longer.period_grain = days.period_grain
        and longer.period_start_date = days.period_start_date
        and longer.scope_kind = days.scope_kind
        and longer.scope_value = days.scope_value
where
    longer.period_grain is null
    {%- for name, component in kpi_components().items()
        if is_summed(component) %}
    {%- set whole = 'longer.' ~ name %}
    {%- if component.needs_history | default(false) %}
    or {{ whole }} <> coalesce(days.{{ name }}, 0)
    {%- else %}
    or abs(coalesce({{ whole }}, 0) - coalesce(days.{{ name }}, 0)) > 1e-9 * greatest(1, abs(coalesce(days.{{ name }}, 0)))
    {%- endif %}
    {%- endfor %}

{% endtest %}
