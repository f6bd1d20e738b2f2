-- A KPI that was pushed, where it did move and it is no chance, and the one that suffers by it went the wrong way.
{%- set double = type_double() %}

with movements as (

    select * from {{ ref('int_kpi_movements') }}

),

watched as (
    {% for pair, watched in watched_pairs().items() %}
    {%- set limit = watched.harmed_above %}
    select
        '{{ pair }}' as pair,
        pushed.period_grain,
        pushed.period_start_date,
        pushed.scope_kind,
        pushed.scope_value,
        pushed.compared_with,
        pushed.is_complete,
        pushed.is_settled and guarded.is_settled as is_settled,
        '{{ watched.pushed }}' as pushed_kpi,
        pushed.is_adjusted as is_pushed_adjusted,
        pushed.value as pushed_value,
        pushed.reference_value as pushed_reference_value,
        pushed.change as pushed_change,
        pushed.change_interval_low as pushed_change_interval_low,
        pushed.change_interval_high as pushed_change_interval_high,
        '{{ watched.guarded }}' as guarded_kpi,
        guarded.is_adjusted as is_guarded_adjusted,
        guarded.value as guarded_value,
        {%- if limit is defined %}
        cast({{ limit }} as {{ double }}) as guarded_reference_value,
        guarded.value - {{ limit }} as guarded_change,
        cast(null as {{ double }}) as guarded_change_interval_low,
        cast(null as {{ double }}) as guarded_change_interval_high,
        guarded.value > {{ limit }} as is_harmed,
        guarded.value > {{ limit }} as is_worse,
        {%- else %}
        guarded.reference_value as guarded_reference_value,
        guarded.change as guarded_change,
        guarded.change_interval_low as guarded_change_interval_low,
        guarded.change_interval_high as guarded_change_interval_high,
        {{ moved('guarded', watched.harmed_way, none) }} as is_harmed,
        guarded.change {{ '>' if watched.harmed_way == 'up' else '<' }} 0 as is_worse,
        {%- endif %}
        {{ text_literal(watched.meaning) }} as meaning
    from movements as pushed
    inner join movements as guarded
        on
            guarded.kpi = '{{ watched.guarded }}'
            and pushed.period_grain = guarded.period_grain
            and pushed.period_start_date = guarded.period_start_date
            and pushed.scope_kind = guarded.scope_kind
            and pushed.scope_value = guarded.scope_value
            and pushed.compared_with = guarded.compared_with
    where
        pushed.kpi = '{{ watched.pushed }}'
        and pushed.scope_kind in ('{{ watched.scopes | join("', '") }}')
        and {{ moved('pushed', watched.pushed_way, watched.least_move | default(none)) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select
    pair,
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    compared_with,
    case when is_harmed then 'harmed' else 'doubtful' end as state,
    meaning,
    is_complete,
    is_settled,
    pushed_kpi,
    is_pushed_adjusted,
    pushed_value,
    pushed_reference_value,
    pushed_change,
    pushed_change_interval_low,
    pushed_change_interval_high,
    guarded_kpi,
    is_guarded_adjusted,
    guarded_value,
    guarded_reference_value,
    guarded_change,
    guarded_change_interval_low,
    guarded_change_interval_high
from watched
where is_worse
