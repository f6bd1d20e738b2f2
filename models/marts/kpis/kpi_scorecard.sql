{%- set series = 'kpi, period_grain, scope_kind, scope_value' -%}

with figures as (

    select * from {{ ref('int_kpi_figures') }}

),

near_targets as (

    select * from {{ ref('int_scope_targets') }}

),

center_targets as (

    select * from {{ ref('int_scope_targets') }}
    where scope_kind = 'center'

),

bands as (

    select * from {{ ref('kpi_bands') }}

),

compared as (

    select
        figures.*,
        is_complete and pending = 0 as is_settled,
        value - previous_value as change,
        {{ difference_low('value', 'interval_low', 'previous_value', 'previous_interval_high') }}
            as change_interval_low,
        {{ difference_high('value', 'interval_high', 'previous_value', 'previous_interval_low') }}
            as change_interval_high
    from figures

),

targeted as (

    select
        compared.*,
        coalesce(near_targets.target, center_targets.target) as target,
        coalesce(near_targets.target_scope, center_targets.target_scope) as target_scope,
        coalesce(near_targets.target_scope_value, center_targets.target_scope_value) as target_scope_value,
        {{ band('compared.value', 'bands') }} as band
    from compared
    left join near_targets
        on
            compared.kpi = near_targets.kpi
            and compared.period_grain = near_targets.period_grain
            and compared.period_start_date = near_targets.period_start_date
            and compared.scope_kind = near_targets.scope_kind
            and compared.scope_value = near_targets.scope_value
    left join center_targets
        on
            compared.kpi = center_targets.kpi
            and compared.period_grain = center_targets.period_grain
            and compared.period_start_date = center_targets.period_start_date
    left join bands on compared.bands = bands.kpi

),

scored as (

    select
        targeted.*,
        case better
            when 'higher' then value - target
            when 'lower' then target - value
        end as target_distance
    from targeted

),

judged as (

    -- A period that says nothing, or may still say something else, neither prolongs a streak nor ends it.
    select
        scored.*,
        row_number() over (partition by {{ series }} order by period_start_date) as judged_so_far
    from scored
    where is_settled and target_distance is not null

),

followed as (

    select
        judged.*,
        cast(
            judged_so_far
            - coalesce(max(case when target_distance >= 0 then judged_so_far end) over so_far, 0) as {{ type_bigint() }}
        ) as periods_missed
    from judged
    window so_far as (partition by {{ series }} order by period_start_date)
    union all
    select
        scored.*,
        null as judged_so_far,
        null as periods_missed
    from scored
    where not coalesce(is_settled and target_distance is not null, false)

)

select
    kpi,
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    numerator,
    denominator,
    value,
    interval_low,
    interval_high,
    is_reliable,
    is_complete,
    is_settled,
    definition_id,
    target,
    target_scope,
    target_scope_value,
    target_distance >= 0 as is_target_met,
    case
        when target_distance is null then null
        when not coalesce(is_reliable, true) then 'too_few'
        when target between interval_low and interval_high then 'within_noise'
        when target_distance >= 0 then 'met'
        else 'missed'
    end as target_status,
    target_distance,
    periods_missed,
    band,
    previous_value,
    change,
    change_interval_low,
    change_interval_high,
    case
        when change_interval_low is not null and change_interval_high is not null
            then
                is_reliable
                and is_previous_reliable
                and (change_interval_low > 0 or change_interval_high < 0)
    end as is_change_significant
from followed
