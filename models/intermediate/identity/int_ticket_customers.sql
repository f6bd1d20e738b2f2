-- Who the customer of a ticket is, as int_contact_customers says of a contact.
{{ config(materialized='view') }}

select
    record_key as ticket_key,
    customer_key,
    identifier_key
from {{ ref('int_record_customers') }}
where entity = 'tickets'
