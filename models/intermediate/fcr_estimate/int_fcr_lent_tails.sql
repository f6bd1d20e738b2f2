-- What the 13 weeks before a period can lend it: the product from the hour at which its own contacts
-- become too few up to the window, of the same scope and of the center. Periods share most of them.
with own_parts as (

    select * from {{ ref('int_fcr_own_parts') }}
    where is_borrowed

),

curves as (

    select * from {{ ref('int_fcr_curves') }}
    where curve = 'weeks_before'

),

asked as (

    select
        lending_week_start_date,
        scope_kind,
        scope_value,
        first_thin_hour,
        window_hours
    from own_parts
    union
    select
        lending_week_start_date,
        'center' as scope_kind,
        'all' as scope_value,
        first_thin_hour,
        window_hours
    from own_parts

),

tails as (

    select
        asked.lending_week_start_date,
        asked.scope_kind,
        asked.scope_value,
        asked.first_thin_hour,
        asked.window_hours,
        max(case when curves.hour_out >= asked.window_hours then curves.at_risk end) as at_risk,
        cast(
            coalesce(sum(case when curves.hour_out <= asked.window_hours then curves.log_term end), 0)
            as {{ type_double() }}
        ) as log_sum,
        cast(
            coalesce(sum(case when curves.hour_out <= asked.window_hours then curves.variance_term end), 0)
            as {{ type_double() }}
        ) as variance_sum,
        max(
            case
                when
                    curves.hour_out <= asked.window_hours and curves.repeats = curves.at_risk
                    then 1
                else 0
            end
        ) = 1 as is_zero
    from asked
    inner join curves
        on
            asked.lending_week_start_date = curves.curve_start_date
            and asked.scope_kind = curves.scope_kind
            and asked.scope_value = curves.scope_value
            and asked.first_thin_hour <= curves.hour_out
    group by
        asked.lending_week_start_date,
        asked.scope_kind,
        asked.scope_value,
        asked.first_thin_hour,
        asked.window_hours

),

followed as (

    -- where nobody was followed to the window, the product says nothing of it
    select * from tails
    where at_risk > 0

)

select * from followed
