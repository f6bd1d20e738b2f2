-- A queue entry was answered, abandoned, overflowed, asked for a call back or left a voicemail;
-- what is no entry carries no flag.
select
    segment_key,
    outcome,
    is_queue_entry,
    is_answered,
    is_abandoned
from {{ ref('fct_contact_segments') }}
where
    (
        is_queue_entry
        and (
            outcome not in ('handled', 'abandoned', 'overflowed', 'callback_requested', 'voicemail')
            or is_answered <> (outcome = 'handled')
            or is_abandoned <> (outcome = 'abandoned')
            or is_answered is null
            or is_abandoned is null
            or is_short_abandoned is null
        )
    )
    or (
        not is_queue_entry
        and coalesce(
            is_answered,
            is_abandoned,
            is_short_abandoned,
            is_answered_in_threshold,
            is_abandoned_in_threshold
        ) is not null
    )
    or (is_short_abandoned and not is_abandoned)
