-- Who the customer of a contact is. A contact that a ticket made is the ticket's customer's.
with records as (

    select * from {{ ref('int_record_customers') }}
    where entity = 'contacts'

),

made as (

    select * from {{ ref('int_contact_segments__from_tickets') }}

),

tickets as (

    select * from {{ ref('int_ticket_customers') }}

)

select
    records.record_key as contact_key,
    records.customer_key,
    records.identifier_key
from records

union all

select
    made.contact_key,
    tickets.customer_key,
    tickets.identifier_key
from made
inner join tickets on made.ticket_key = tickets.ticket_key
