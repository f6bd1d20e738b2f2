-- The product-limit estimate of every open window: the own part and, where that is too short, the
-- tail of the same scope if enough were followed to the window, else of the center.
with own_parts as (

    select * from {{ ref('int_fcr_own_parts') }}

),

tails as (

    select * from {{ ref('int_fcr_lent_tails') }}

),

scope_tails as (

    select * from tails
    where at_risk >= {{ var('cc_minimum_sample') }}

),

center_tails as (

    select * from tails
    where scope_kind = 'center'

),

parts as (

    select
        own_parts.period_grain,
        own_parts.period_start_date,
        own_parts.scope_kind,
        own_parts.scope_value,
        own_parts.window_hours,
        own_parts.is_borrowed,
        own_parts.is_zero
        or coalesce(scope_tails.is_zero, center_tails.is_zero, false) as is_zero,
        own_parts.log_sum
        + case
            when own_parts.is_borrowed then coalesce(scope_tails.log_sum, center_tails.log_sum)
            else 0
        end as log_sum,
        own_parts.variance_sum
        + case
            when own_parts.is_borrowed
                then coalesce(scope_tails.variance_sum, center_tails.variance_sum)
            else 0
        end as variance_sum
    from own_parts
    left join scope_tails
        on
            own_parts.scope_kind = scope_tails.scope_kind
            and own_parts.scope_value = scope_tails.scope_value
            and own_parts.lending_week_start_date = scope_tails.lending_week_start_date
            and own_parts.first_thin_hour = scope_tails.first_thin_hour
            and own_parts.window_hours = scope_tails.window_hours
    left join center_tails
        on
            own_parts.lending_week_start_date = center_tails.lending_week_start_date
            and own_parts.first_thin_hour = center_tails.first_thin_hour
            and own_parts.window_hours = center_tails.window_hours

),

estimated as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        window_hours,
        is_borrowed as is_estimate_borrowed,
        case
            when log_sum is null then null
            when is_zero then 0
            else exp(log_sum)
        end as fcr_estimated_rate,
        variance_sum
    from parts

),

bounded as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        window_hours,
        is_estimate_borrowed,
        fcr_estimated_rate,
        {{ survival_low('fcr_estimated_rate', 'variance_sum') }} as estimated_interval_low,
        {{ survival_high('fcr_estimated_rate', 'variance_sum') }} as estimated_interval_high
    from estimated

)

select * from bounded
