-- The ticket that a contact is about, and whether the contact is the one by which the ticket began.
with contact_references as (

    select * from {{ ref('int_contact_references') }}
    where is_first_reference

),

contacts as (

    select
        contact_key,
        source,
        contact_id,
        started_at
    from {{ ref('int_contacts__assembled') }}

),

ordered as (

    select
        contact_references.contact_key,
        contact_references.ticket_key,
        row_number() over (
            partition by contact_references.ticket_key
            order by contacts.started_at, {{ binary_order('contacts.source') }}, {{ binary_order('contacts.contact_id') }}
        ) as place
    from contact_references
    inner join contacts on contact_references.contact_key = contacts.contact_key

)

select
    contact_key,
    ticket_key,
    place = 1 as is_first_contact
from ordered
