-- Whose a record is: the customer of its strongest identifier that belongs to one.
with records as (

    select * from {{ ref('int_identifier_records__numbered') }}

),

identifiers as (

    select * from {{ ref('int_customer_identifiers') }}

),

identified as (

    select
        records.entity,
        records.record_key,
        coalesce(customer_ids.identifier_key, emails.identifier_key, phones.identifier_key) as identifier_key,
        coalesce(customer_ids.customer_key, emails.customer_key, phones.customer_key) as customer_key
    from records
    left join identifiers as customer_ids on records.customer_id_number = customer_ids.identifier_number
    left join identifiers as emails on records.email_number = emails.identifier_number
    left join identifiers as phones on records.phone_number = phones.identifier_number

)

select * from identified
where customer_key is not null
