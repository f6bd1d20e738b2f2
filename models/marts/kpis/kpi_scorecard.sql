{%- set series = 'kpi, period_grain, scope_kind, scope_value' -%}
{%- set margins = [nps_half_width('interval_kind', ''), nps_half_width('interval_kind', 'previous_')] -%}

with figures as (

    select * from {{ ref('int_kpi_figures') }}

),

targets as (

    select * from {{ ref('int_scope_targets') }}

),

bands as (

    select * from {{ ref('kpi_bands') }}

),

compared as (

    select
        figures.*,
        is_complete and pending = 0 as is_settled,
        value - previous_value as change,
        {{ difference_low('value', 'interval_low', 'previous_value', 'previous_interval_high', margins) }}
            as change_interval_low,
        {{ difference_high('value', 'interval_high', 'previous_value', 'previous_interval_low', margins) }}
            as change_interval_high
    from figures

),

targeted as (

    select
        compared.*,
        coalesce(near_targets.target, center_targets.target) as target,
        coalesce(near_targets.target_scope, center_targets.target_scope) as target_scope,
        coalesce(near_targets.target_scope_value, center_targets.target_scope_value) as target_scope_value,
        case when coalesce(compared.is_reliable, true) then {{ band('compared.value', 'bands') }} end as band
    from compared
    left join targets as near_targets
        on
            compared.kpi = near_targets.kpi
            and compared.period_grain = near_targets.period_grain
            and compared.period_start_date = near_targets.period_start_date
            and compared.scope_kind = near_targets.scope_kind
            and compared.scope_value = near_targets.scope_value
    left join targets as center_targets
        on
            center_targets.scope_kind = 'center'
            and compared.kpi = center_targets.kpi
            and compared.period_grain = center_targets.period_grain
            and compared.period_start_date = center_targets.period_start_date
    left join bands on compared.bands = bands.kpi

),

scored as (

    select
        targeted.*,
        case better when 'lower' then target - value else value - target end as target_distance,
        case better when 'lower' then value <= target when 'higher' then value >= target end as is_target_met
    from targeted

),

judged as (

    -- A period that says nothing, or may still say something else, neither prolongs a streak nor ends it.
    select
        scored.*,
        row_number() over (partition by {{ series }} order by period_start_date) as judged_so_far
    from scored
    where is_settled and is_target_met is not null

),

followed as (

    select
        judged.*,
        cast(
            judged_so_far
            - coalesce(max(case when is_target_met then judged_so_far end) over so_far, 0) as {{ type_bigint() }}
        ) as periods_missed
    from judged
    window so_far as (partition by {{ series }} order by period_start_date)
    union all
    select
        scored.*,
        null as judged_so_far,
        null as periods_missed
    from scored
    where not coalesce(is_settled and is_target_met is not null, false)

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
    is_target_met,
    {{ target_status() }} as target_status,
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
