-- A contact that carries an identifier which belongs to somebody is that customer's, and one without is nobody's.
with records as (

    select * from {{ ref('int_identifier_records__numbered') }}
    where entity = 'contacts'

),

own_identifiers as (

    select identifier_number from {{ ref('int_customer_identifiers') }}

),

carrying as (

    select distinct records.record_key as contact_key
    from records
    inner join own_identifiers
        on own_identifiers.identifier_number in (records.customer_id_number, records.email_number, records.phone_number)

)

select
    carrying.contact_key,
    customers.contact_key as contact_key_with_a_customer
from carrying
full outer join {{ ref('int_contact_customers') }} as customers on carrying.contact_key = customers.contact_key
where carrying.contact_key is null or customers.contact_key is null
