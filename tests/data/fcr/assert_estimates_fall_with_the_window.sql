-- A longer window sees no fewer repeats, so its estimate is no higher, wherever it rests on the
-- period's own contacts. A borrowed one may be higher: it comes from other contacts, and whose they
-- are depends on the window.
with windows as (

    select
        fcr_by_window.*,
        lag(fcr_estimated_rate) over (
            partition by period_grain, period_start_date, scope_kind, scope_value
            order by window_hours
        ) as shorter_estimated_rate
    from {{ ref('fcr_by_window') }} as fcr_by_window

)

select * from windows
where not is_estimate_borrowed and fcr_estimated_rate > shorter_estimated_rate + 1e-12
