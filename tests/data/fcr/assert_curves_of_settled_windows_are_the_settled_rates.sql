-- Where all windows have closed the product-limit estimate is the settled rate: checked on the 13
-- weeks that lend, for every window and scope without a pending contact. That is why it need not be
-- computed there. 1e-12 is the rounding of the logarithms.
with curves as (

    select * from {{ ref('int_fcr_curves') }}
    where curve in ('weeks_before', 'recent_weeks')

),

curve_days as (

    select * from {{ ref('int_fcr_curve_days') }}
    where curve in ('weeks_before', 'recent_weeks')

),

day_windows as (

    select * from {{ ref('int_fcr_windows') }}
    where period_grain = 'day'

),

settled as (

    select
        curve_days.curve,
        curve_days.curve_start_date,
        day_windows.scope_kind,
        day_windows.scope_value,
        day_windows.window_hours,
        {{ safe_divide('sum(day_windows.not_repeated)', 'sum(day_windows.settled)') }} as rate
    from curve_days
    inner join day_windows on curve_days.date_day = day_windows.period_start_date
    group by
        curve_days.curve,
        curve_days.curve_start_date,
        day_windows.scope_kind,
        day_windows.scope_value,
        day_windows.window_hours
    having sum(day_windows.pending) = 0 and sum(day_windows.settled) > 0

),

estimated as (

    select
        settled.curve,
        settled.curve_start_date,
        settled.scope_kind,
        settled.scope_value,
        settled.window_hours,
        settled.rate,
        case
            when max(case when curves.repeats = curves.at_risk then 1 else 0 end) = 1 then 0
            else exp(cast(coalesce(sum(curves.log_term), 0) as {{ type_double() }}))
        end as estimate
    from settled
    left join curves
        on
            settled.curve = curves.curve
            and settled.curve_start_date = curves.curve_start_date
            and settled.scope_kind = curves.scope_kind
            and settled.scope_value = curves.scope_value
            and settled.window_hours >= curves.hour_out
    group by
        settled.curve,
        settled.curve_start_date,
        settled.scope_kind,
        settled.scope_value,
        settled.window_hours,
        settled.rate

)

select * from estimated
where abs(estimate - rate) > 1e-12
