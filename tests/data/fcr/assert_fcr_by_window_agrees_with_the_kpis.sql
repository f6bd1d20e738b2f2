-- fcr_by_window, read at the window of cc_fcr_window_hours, is fcr_by_repeat_rate and
-- fcr_estimated_rate; settled and pending make up the identified. 1e-12 is the rounding of a product
-- that is divided again.
with windows as (

    select * from {{ ref('fcr_by_window') }}

),

components as (

    select
        int_period_components.*,
        {{ safe_divide('fcr_contacts_estimated_not_repeated', 'fcr_contacts_identified') }}
            as fcr_estimated_rate
    from {{ ref('int_period_components') }} as int_period_components

)

select
    windows.period_grain,
    windows.period_start_date,
    windows.scope_kind,
    windows.scope_value
from windows
inner join components
    on
        windows.period_grain = components.period_grain
        and windows.period_start_date = components.period_start_date
        and windows.scope_kind = components.scope_kind
        and windows.scope_value = components.scope_value
where
    windows.fcr_contacts_settled + windows.fcr_contacts_pending
    <> components.fcr_contacts_identified
    or (
        windows.window_hours = {{ var('cc_fcr_window_hours') }}
        and (
            windows.fcr_contacts_settled <> components.fcr_contacts_settled
            or windows.fcr_rate is distinct from {{ safe_divide(
                'components.fcr_contacts_not_repeated', 'components.fcr_contacts_settled'
            ) }}
            or (windows.fcr_estimated_rate is null) <> (components.fcr_estimated_rate is null)
            or abs(windows.fcr_estimated_rate - components.fcr_estimated_rate) > 1e-12
            or windows.is_estimate_borrowed is distinct from components.is_estimate_borrowed
            or windows.estimated_interval_low is distinct from components.fcr_estimated_interval_low
            or windows.estimated_interval_high
            is distinct from components.fcr_estimated_interval_high
        )
    )
