-- Up to which hour the pending contacts of a thin window are known, and what the period's own curve
-- says of the hours from there to the one at which it becomes too thin to be asked.
with windows as (

    select * from {{ ref('int_fcr_own_parts') }}
    where is_thin

),

curves as (

    select * from {{ ref('int_fcr_curves') }}

),

reaches as (

    select distinct
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        first_thin_hour
    from windows

),

steps as (

    select
        reaches.*,
        curves.hour_out,
        curves.censored,
        sum(coalesce(curves.log_term, 0)) over (
            partition by
                reaches.period_grain, reaches.period_start_date, reaches.scope_kind, reaches.scope_value
            order by curves.hour_out
            rows between unbounded preceding and current row
        ) as log_so_far,
        sum(case when curves.hour_out < reaches.first_thin_hour then coalesce(curves.log_term, 0) else 0 end) over (
            partition by
                reaches.period_grain, reaches.period_start_date, reaches.scope_kind, reaches.scope_value
        ) as log_before_thin,
        -- what happens where the curve is thin is not asked of it
        max(
            case
                when curves.hour_out < reaches.first_thin_hour and curves.repeats = curves.at_risk then 1 else 0
            end
        ) over (
            partition by
                reaches.period_grain, reaches.period_start_date, reaches.scope_kind, reaches.scope_value
        ) = 1 as is_zero_before_thin
    from reaches
    inner join curves
        on
            reaches.period_grain = curves.curve
            and reaches.period_start_date = curves.curve_start_date
            and reaches.scope_kind = curves.scope_kind
            and reaches.scope_value = curves.scope_value

)

select
    windows.period_grain,
    windows.period_start_date,
    windows.scope_kind,
    windows.scope_value,
    windows.window_hours,
    windows.lending_week_start_date,
    windows.first_thin_hour,
    steps.is_zero_before_thin,
    steps.hour_out as hours_followed,
    steps.censored as contacts_pending,
    greatest(steps.hour_out, windows.first_thin_hour - 1) as lending_from_hour,
    case
        when steps.hour_out < windows.first_thin_hour
            then cast(steps.log_before_thin - steps.log_so_far as {{ type_double() }})
        else cast(0 as {{ type_double() }})
    end as own_log_sum
from windows
inner join steps
    on
        windows.period_grain = steps.period_grain
        and windows.period_start_date = steps.period_start_date
        and windows.scope_kind = steps.scope_kind
        and windows.scope_value = steps.scope_value
where steps.censored > 0 and steps.hour_out < windows.window_hours
