-- Every queue entry offered was answered, abandoned, overflowed, asked for a call back or left a
-- voicemail, in every period and scope.
select *
from {{ ref('int_period_components') }}
where
    queue_entries_offered
    <> queue_entries_answered
    + queue_entries_abandoned
    + queue_entries_overflowed
    + queue_entries_callback_requested
    + queue_entries_voicemail
