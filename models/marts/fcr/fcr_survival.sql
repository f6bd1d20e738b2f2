-- The product-limit curves of the last 13 complete weeks, at the hours at which somebody stops being
-- followed and at those a reader asks for. Nothing is borrowed: where nobody is at risk any more, the
-- curve ends.
with curves as (

    select * from {{ ref('int_fcr_curves') }}
    where curve = 'recent_weeks' and hour_out >= 0

),

weeks as (

    select
        {{ period_start('week', 'min(date_day)') }} as first_week_start_date,
        {{ period_start('week', 'max(date_day)') }} as last_week_start_date
    from {{ ref('int_fcr_curve_days') }}
    where curve = 'recent_weeks'

),

hours as (

    select
        scope_kind,
        scope_value,
        hour_out as hours
    from curves
    {%- for hours in [0] + fcr_windows() %}
    union
    select
        scope_kind,
        scope_value,
        cast({{ hours }} as {{ type_bigint() }}) as hours
    from curves
    {%- endfor %}

),

followed as (

    select
        hours.scope_kind,
        hours.scope_value,
        hours.hours,
        coalesce(curves.repeats, 0) as repeats,
        coalesce(curves.censored, 0) as censored,
        cast(
            coalesce(sum(curves.repeats + curves.censored) over ahead, 0) as {{ type_bigint() }}
        ) as at_risk,
        coalesce(sum(curves.log_term) over behind, 0) as log_sum,
        coalesce(sum(curves.variance_term) over behind, 0) as variance_sum,
        max(case when curves.repeats = curves.at_risk then 1 else 0 end) over behind = 1 as is_zero
    from hours
    left join curves
        on
            hours.scope_kind = curves.scope_kind
            and hours.scope_value = curves.scope_value
            and hours.hours = curves.hour_out
    window
        behind as (
            partition by hours.scope_kind, hours.scope_value
            order by hours.hours
            rows between unbounded preceding and current row
        ),
        ahead as (
            partition by hours.scope_kind, hours.scope_value
            order by hours.hours
            rows between current row and unbounded following
        )

),

estimated as (

    select
        followed.*,
        case
            when is_zero then 0
            when at_risk > 0 then exp(cast(log_sum as {{ type_double() }}))
        end as estimate
    from followed

),

compared as (

    select
        estimated.*,
        max(case when hours = {{ longest_fcr_window() }} then estimate end)
            over (partition by scope_kind, scope_value)
            as final_estimate
    from estimated

),

bounded as (

    select
        scope_kind,
        scope_value,
        hours,
        at_risk,
        repeats,
        censored,
        estimate,
        {{ survival_low('estimate', 'variance_sum') }} as interval_low,
        {{ survival_high('estimate', 'variance_sum') }} as interval_high,
        {{ safe_divide('1 - estimate', '1 - final_estimate') }} as share_of_repeats,
        at_risk >= {{ var('cc_minimum_sample') }} as is_reliable
    from compared

)

select
    bounded.*,
    weeks.first_week_start_date,
    weeks.last_week_start_date
from bounded
cross join weeks
