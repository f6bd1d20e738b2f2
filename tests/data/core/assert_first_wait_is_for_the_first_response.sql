-- A ticket's first wait is its first response, told in two ways: from the events in a row, and as the earliest reply.
with first_waits as (

    select * from {{ ref('int_ticket_turns') }}
    where turn_number = 1

),

tickets as (

    select * from {{ ref('int_tickets__classified') }}
    where is_responded is not null

)

select
    tickets.ticket_key,
    tickets.first_responded_at,
    first_waits.answered_at
from tickets
full join first_waits on tickets.ticket_key = first_waits.ticket_key
where
    tickets.ticket_key is null
    or first_waits.ticket_key is null
    or tickets.clock_started_at <> first_waits.asked_at
    or tickets.first_response_seconds is distinct from first_waits.response_seconds
    or tickets.first_response_business_seconds is distinct from first_waits.response_business_seconds
