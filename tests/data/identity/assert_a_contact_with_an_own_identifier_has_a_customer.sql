-- A contact that carries an identifier which belongs to somebody is that customer's, and one without is nobody's; a contact that
-- a ticket made carries what the ticket does.
with records as (

    select * from {{ ref('int_identifier_records__numbered') }}
    where entity in ('contacts', 'tickets')

),

own_identifiers as (

    select identifier_number from {{ ref('int_customer_identifiers') }}

),

carrying as (

    select distinct
        records.entity,
        records.record_key
    from records
    inner join own_identifiers
        on own_identifiers.identifier_number in (records.customer_id_number, records.email_number, records.phone_number)

),

contacts as (

    select record_key as contact_key
    from carrying
    where entity = 'contacts'
    union all
    select made.contact_key
    from carrying
    inner join {{ ref('int_contact_segments__from_tickets') }} as made on carrying.record_key = made.ticket_key
    where carrying.entity = 'tickets'

)

select
    contacts.contact_key,
    customers.contact_key as contact_key_with_a_customer
from contacts
full outer join {{ ref('int_contact_customers') }} as customers on contacts.contact_key = customers.contact_key
where contacts.contact_key is null or customers.contact_key is null
