-- The estimate at cc_fcr_window_hours as parts of a KPI. The numerator does not add up over days, as
-- each period has a curve of its own.
with windows as (

    select * from {{ ref('int_fcr_windows__estimated') }}
    where window_hours = {{ var('cc_fcr_window_hours') }}

),

parts as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        case
            when pending > 0 then fcr_estimated_rate * (settled + pending)
            else cast(not_repeated as {{ type_double() }})
        end as fcr_contacts_estimated_not_repeated,
        estimated_interval_low as fcr_estimated_interval_low,
        estimated_interval_high as fcr_estimated_interval_high,
        is_estimate_borrowed
    from windows

)

select * from parts
