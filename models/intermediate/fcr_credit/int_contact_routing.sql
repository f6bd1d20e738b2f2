-- Whether a contact reached the people who could deal with it at once: sent on to a queue, or handled in another one than it
-- first asked for. Nothing is known of a queue without a name, so it is no other one.
with contacts as (

    select contact_key, first_queue from {{ ref('int_contacts__classified') }}

),

segments as (

    select
        contact_key,
        transfer_kind,
        outcome,
        queue
    from {{ ref('int_contact_segments__classified') }}

),

misrouted as (

    select distinct segments.contact_key
    from segments
    inner join contacts on segments.contact_key = contacts.contact_key
    where
        segments.transfer_kind = 'to_queue'
        or (
            segments.outcome = 'handled'
            and segments.queue <> contacts.first_queue
            and segments.queue <> 'unknown'
            and contacts.first_queue <> 'unknown'
        )

)

select
    contacts.contact_key,
    misrouted.contact_key is not null as is_misrouted
from contacts
left join misrouted on contacts.contact_key = misrouted.contact_key
