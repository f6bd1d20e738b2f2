select
    agent_id,
    date_day,
    signed_in_seconds,
    available_seconds,
    on_contact_seconds,
    wrap_up_seconds,
    scheduled_seconds,
    scheduled_available_seconds,
    tracked_seconds,
    out_of_adherence_seconds,
    outside_shift_seconds,
    contacts_handled
from {{ ref('int_agent_days__classified') }}
