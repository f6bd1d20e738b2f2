-- Every window with its estimate: where all have closed the settled rate stands in for it. A view:
-- one join, and its readers want different windows.
{{ config(materialized='view') }}

with windows as (

    select * from {{ ref('int_fcr_windows') }}

),

estimates as (

    select * from {{ ref('int_fcr_estimates') }}

),

joined as (

    select
        windows.*,
        case
            when windows.pending > 0 then estimates.fcr_estimated_rate
            else {{ safe_divide('windows.not_repeated', 'windows.settled') }}
        end as fcr_estimated_rate,
        case
            when windows.pending > 0 then estimates.is_estimate_borrowed
            when windows.settled > 0 then false
        end as is_estimate_borrowed,
        case
            when windows.pending > 0 then estimates.estimated_interval_low
            else {{ wilson_low('windows.not_repeated', 'windows.settled') }}
        end as estimated_interval_low,
        case
            when windows.pending > 0 then estimates.estimated_interval_high
            else {{ wilson_high('windows.not_repeated', 'windows.settled') }}
        end as estimated_interval_high
    from windows
    left join estimates
        on
            windows.period_grain = estimates.period_grain
            and windows.period_start_date = estimates.period_start_date
            and windows.scope_kind = estimates.scope_kind
            and windows.scope_value = estimates.scope_value
            and windows.window_hours = estimates.window_hours

)

select * from joined
