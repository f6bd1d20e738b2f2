-- The records in numbers: from here on nothing compares texts. An identifier that only records behind the horizon
-- show has no number.
with records as (

    select * from {{ ref('int_identifier_records') }}

),

identifiers as (

    select
        identifier_number,
        kind,
        identifier_value
    from {{ ref('int_identifiers__numbered') }}

)

select
    records.record_number,
    records.entity,
    records.record_key,
    records.is_evidence,
    customer_ids.identifier_number as customer_id_number,
    emails.identifier_number as email_number,
    phones.identifier_number as phone_number
from records
left join identifiers as customer_ids on records.customer_id = customer_ids.identifier_value and customer_ids.kind = 'customer_id'
left join identifiers as emails on records.email = emails.identifier_value and emails.kind = 'email'
left join identifiers as phones on records.phone = phones.identifier_value and phones.kind = 'phone'
