-- fcr_by_window, read at the window of cc_fcr_window_hours, is fcr_by_repeat_rate; settled and
-- pending make up the identified.
with windows as (

    select * from {{ ref('fcr_by_window') }}

),

components as (

    select * from {{ ref('int_period_components') }}

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
        )
    )
