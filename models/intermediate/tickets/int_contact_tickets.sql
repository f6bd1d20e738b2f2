-- The ticket that a contact is about, and whether the contact is the one by which the ticket began.
with about as (

    select
        contact_key,
        ticket_key
    from {{ ref('int_contact_references') }}
    where is_first_reference
    union all
    select
        contact_key,
        ticket_key
    from {{ ref('int_contact_segments__from_tickets') }}

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
        about.contact_key,
        about.ticket_key,
        row_number() over (
            partition by about.ticket_key
            order by contacts.started_at, {{ binary_order('contacts.source') }}, {{ binary_order('contacts.contact_id') }}
        ) as place
    from about
    inner join contacts on about.contact_key = contacts.contact_key

)

select
    contact_key,
    ticket_key,
    place = 1 as is_first_contact
from ordered
