-- What the open windows of a period know from its own contacts: how they stand, the product over them,
-- and the first hour at which fewer than cc_minimum_sample are at risk. From there on what becomes of
-- the pending ones has to be borrowed.
with curves as (

    select * from {{ ref('int_fcr_curves') }}

),

open_windows as (

    select * from {{ ref('int_fcr_windows') }}
    where pending > 0

),

own_parts as (

    select
        open_windows.period_grain,
        open_windows.period_start_date,
        open_windows.scope_kind,
        open_windows.scope_value,
        open_windows.window_hours,
        {{ period_start('week', 'open_windows.period_start_date') }} as lending_week_start_date,
        cast(coalesce(sum(curves.repeats + curves.censored), 0) as {{ type_bigint() }}) as contacts,
        cast(
            sum(case when curves.hour_out <= open_windows.window_hours then curves.repeats else 0 end)
            as {{ type_bigint() }}
        ) as repeats_seen,
        cast(
            sum(case when curves.hour_out < open_windows.window_hours then curves.censored else 0 end)
            as {{ type_bigint() }}
        ) as contacts_pending,
        coalesce(
            max(case when curves.at_risk >= {{ var('cc_minimum_sample') }} then curves.hour_out + 1 end), 0
        ) as first_thin_hour,
        cast(
            coalesce(
                sum(case when curves.hour_out <= open_windows.window_hours then curves.log_term end), 0
            ) as {{ type_double() }}
        ) as log_sum,
        cast(
            coalesce(
                sum(case when curves.hour_out <= open_windows.window_hours then curves.variance_term end), 0
            ) as {{ type_double() }}
        ) as variance_sum,
        coalesce(
            bool_or(
                curves.hour_out <= open_windows.window_hours and curves.repeats = curves.at_risk
            ), false
        ) as is_zero,
        coalesce(bool_or(curves.hour_out >= open_windows.window_hours), false) as is_followed_to_window
    from open_windows
    left join curves
        on
            open_windows.period_grain = curves.curve
            and open_windows.period_start_date = curves.curve_start_date
            and open_windows.scope_kind = curves.scope_kind
            and open_windows.scope_value = curves.scope_value
    group by
        open_windows.period_grain,
        open_windows.period_start_date,
        open_windows.scope_kind,
        open_windows.scope_value,
        open_windows.window_hours

)

select
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    window_hours,
    lending_week_start_date,
    contacts,
    repeats_seen,
    contacts_pending,
    contacts - repeats_seen - contacts_pending as contacts_known_not_repeated,
    first_thin_hour,
    first_thin_hour <= window_hours and contacts_pending > 0 as is_thin,
    log_sum,
    variance_sum,
    is_zero,
    is_followed_to_window
from own_parts
