-- Business seconds are part of the whole seconds, and a ticket's flags agree with what they
-- are made of.
select
    ticket_key,
    first_response_seconds,
    first_response_business_seconds,
    resolution_seconds,
    resolution_business_seconds
from {{ ref('fct_tickets') }}
where
    first_response_business_seconds > first_response_seconds
    or resolution_business_seconds > resolution_seconds
    or first_resolution_business_seconds > first_resolution_seconds
    or first_resolution_seconds > resolution_seconds
    or first_resolution_business_seconds > resolution_business_seconds
    or (first_solved_at is null) <> (last_solved_at is null)
    or (first_response_seconds is not null) <> coalesce(is_responded, false)
    or (is_one_touch is not null and last_solved_at is null)
    or (is_one_touch and (agent_replies <> 1 or reopens <> 0))
    or (is_after_horizon and coalesce(first_responded_at, last_solved_at) is not null)
