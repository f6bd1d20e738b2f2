-- The product-limit curves, at the hours at which somebody stops being followed. At an hour repeats
-- come before censorings: both are at risk in it.
with days as (

    select * from {{ ref('int_fcr_curve_days') }}

),

hours_out as (

    select * from {{ ref('int_fcr_hours_out') }}

),

summed as (

    select
        days.curve,
        days.curve_start_date,
        hours_out.scope_kind,
        hours_out.scope_value,
        hours_out.hour_out,
        cast(sum(hours_out.repeats) as {{ type_bigint() }}) as repeats,
        cast(sum(hours_out.censored) as {{ type_bigint() }}) as censored
    from days
    inner join hours_out on days.date_day = hours_out.date_day
    group by
        days.curve,
        days.curve_start_date,
        hours_out.scope_kind,
        hours_out.scope_value,
        hours_out.hour_out

),

at_risk as (

    select
        curve,
        curve_start_date,
        scope_kind,
        scope_value,
        hour_out,
        cast(
            sum(repeats + censored) over (
                partition by curve, curve_start_date, scope_kind, scope_value
                order by hour_out
                rows between current row and unbounded following
            ) as {{ type_bigint() }}
        ) as at_risk,
        repeats,
        censored
    from summed

),

curves as (

    select
        at_risk.*,
        {{ survival_log_term('repeats', 'at_risk') }} as log_term,
        {{ survival_variance_term('repeats', 'at_risk') }} as variance_term
    from at_risk

)

select * from curves
