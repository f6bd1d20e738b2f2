-- What the open windows of a period know from its own contacts: the product up to the first hour at
-- which fewer than cc_minimum_sample are at risk. From there on the hazard has to be borrowed.
with curves as (

    select * from {{ ref('int_fcr_curves') }}

),

open_windows as (

    select * from {{ ref('int_fcr_windows') }}
    where pending > 0

),

reaches as (

    select
        curve as period_grain,
        curve_start_date as period_start_date,
        scope_kind,
        scope_value,
        max(case when at_risk >= {{ var('cc_minimum_sample') }} then hour_out + 1 else 0 end)
            as first_thin_hour
    from curves
    group by curve, curve_start_date, scope_kind, scope_value

),

reached as (

    select
        open_windows.period_grain,
        open_windows.period_start_date,
        open_windows.scope_kind,
        open_windows.scope_value,
        open_windows.window_hours,
        coalesce(reaches.first_thin_hour, 0) as first_thin_hour
    from open_windows
    left join reaches
        on
            open_windows.period_grain = reaches.period_grain
            and open_windows.period_start_date = reaches.period_start_date
            and open_windows.scope_kind = reaches.scope_kind
            and open_windows.scope_value = reaches.scope_value

),

own_parts as (

    select
        reached.period_grain,
        reached.period_start_date,
        reached.scope_kind,
        reached.scope_value,
        reached.window_hours,
        reached.first_thin_hour,
        {{ period_start('week', 'reached.period_start_date') }} as lending_week_start_date,
        cast(coalesce(sum(curves.log_term), 0) as {{ type_double() }}) as log_sum,
        cast(coalesce(sum(curves.variance_term), 0) as {{ type_double() }}) as variance_sum,
        max(case when curves.repeats = curves.at_risk then 1 else 0 end) = 1 as is_zero
    from reached
    left join curves
        on
            reached.period_grain = curves.curve
            and reached.period_start_date = curves.curve_start_date
            and reached.scope_kind = curves.scope_kind
            and reached.scope_value = curves.scope_value
            and reached.window_hours >= curves.hour_out
            and reached.first_thin_hour > curves.hour_out
    group by
        reached.period_grain,
        reached.period_start_date,
        reached.scope_kind,
        reached.scope_value,
        reached.window_hours,
        reached.first_thin_hour

)

select
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    window_hours,
    first_thin_hour,
    first_thin_hour <= window_hours as is_borrowed,
    lending_week_start_date,
    log_sum,
    variance_sum,
    is_zero
from own_parts
