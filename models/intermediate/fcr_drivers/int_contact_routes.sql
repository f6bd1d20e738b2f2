-- Whether a contact reached the right place at once: handed on to a queue, or handled in another queue than it first waited in,
-- it did not.
with segments as (

    select
        contact_key,
        queue,
        outcome,
        transfer_kind
    from {{ ref('int_contact_segments__classified') }}

),

contacts as (

    select contact_key, first_queue from {{ ref('int_contacts__classified') }}

)

select
    contacts.contact_key,
    bool_or(
        segments.transfer_kind = 'to_queue'
        or coalesce(segments.outcome = 'handled' and segments.queue <> contacts.first_queue, false)
    ) as is_misrouted
from contacts
inner join segments on contacts.contact_key = segments.contact_key
group by contacts.contact_key
