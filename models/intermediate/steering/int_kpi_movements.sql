-- How the watched KPIs moved: against the period before, and (people only, whose work is comparable) against the center, as if
-- all had had the same mix of contacts wherever a KPI can be compared so.
with scores as (

    select * from {{ ref('kpi_scorecard') }}
    where
        kpi in (
            {%- for pair in watched_pairs().values() %}
            '{{ pair.pushed }}', '{{ pair.guarded }}'{{ ',' if not loop.last }}
            {%- endfor %}
        )
        and scope_kind in ('center', 'agent', 'team', 'queue', 'outsourcer')
        and value is not null

),

adjusted as (

    select * from {{ ref('int_adjusted_figures') }}

),

over_time as (

    select
        kpi,
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        'previous_period' as compared_with,
        is_complete,
        is_settled,
        false as is_adjusted,
        value,
        previous_value as reference_value,
        change,
        change_interval_low,
        change_interval_high,
        is_change_significant
    from scores
    where scope_kind <> 'center' and previous_value is not null

),

beside_the_center as (

    select
        scores.*,
        adjusted.kpi is not null as is_adjusted,
        case when adjusted.kpi is null then scores.value else adjusted.adjusted_value end as own_value,
        case when adjusted.kpi is null then scores.interval_low else adjusted.adjusted_interval_low end as own_low,
        case when adjusted.kpi is null then scores.interval_high else adjusted.adjusted_interval_high end as own_high,
        case when adjusted.kpi is null then scores.is_reliable else adjusted.is_adjusted_reliable end as is_own_reliable,
        case when adjusted.kpi is null then center.value else adjusted.reference_value end as center_value,
        case when adjusted.kpi is null then center.interval_low else adjusted.reference_interval_low end as center_low,
        case when adjusted.kpi is null then center.interval_high else adjusted.reference_interval_high end as center_high
    from scores
    inner join scores as center
        on
            scores.kpi = center.kpi
            and scores.period_grain = center.period_grain
            and scores.period_start_date = center.period_start_date
            and center.scope_kind = 'center'
    left join adjusted
        on
            scores.kpi = adjusted.kpi
            and scores.period_grain = adjusted.period_grain
            and scores.period_start_date = adjusted.period_start_date
            and scores.scope_kind = adjusted.scope_kind
            and scores.scope_value = adjusted.scope_value
    where scores.scope_kind in ('agent', 'team', 'outsourcer')

),

measured as (

    select
        beside_the_center.*,
        own_value - center_value as center_difference,
        {{ difference_low('own_value', 'own_low', 'center_value', 'center_high') }} as difference_interval_low,
        {{ difference_high('own_value', 'own_high', 'center_value', 'center_low') }} as difference_interval_high
    from beside_the_center

),

movements as (

    select * from over_time
    union all
    select
        kpi,
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        'center' as compared_with,
        is_complete,
        is_settled,
        is_adjusted,
        own_value as value,
        center_value as reference_value,
        center_difference as change,
        difference_interval_low as change_interval_low,
        difference_interval_high as change_interval_high,
        case
            when difference_interval_low is not null and difference_interval_high is not null
                then is_own_reliable and (difference_interval_low > 0 or difference_interval_high < 0)
        end as is_change_significant
    from measured

)

select * from movements
