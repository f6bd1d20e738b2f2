-- Everything that shows identifiers together, numbered in order of time, so that "the first record that shows it" is
-- a least number from here on. What has no time (a row of the customers export) comes last.
with contacts as (

    select * from {{ ref('int_contact_identifiers') }}

),

tickets as (

    select * from {{ ref('int_tickets__accepted') }}

),

customers as (

    select * from {{ ref('int_customers__accepted') }}

),

phones as (

    select * from {{ ref('int_phones__normalised') }}

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

delivered as (

    select
        'tickets' as entity,
        row_key as record_key,
        source,
        ticket_id as record_id,
        created_at as seen_at,
        customer_id,
        customer_email,
        customer_phone
    from tickets

    union all

    select
        'customers' as entity,
        row_key as record_key,
        source,
        customer_id as record_id,
        cast(null as {{ type_timestamp() }}) as seen_at,
        customer_id,
        customer_email,
        customer_phone
    from customers

),

records as (

    select
        'contacts' as entity,
        contact_key as record_key,
        source,
        contact_id as record_id,
        started_at as seen_at,
        customer_id,
        email,
        phone
    from contacts

    union all

    select
        delivered.entity,
        delivered.record_key,
        delivered.source,
        delivered.record_id,
        delivered.seen_at,
        delivered.customer_id,
        {{ normalised_email('delivered.customer_email') }} as email,
        phones.phone
    from delivered
    left join phones on delivered.source = phones.source and delivered.customer_phone = phones.customer_phone

)

select
    row_number() over (
        order by
            records.seen_at nulls last,
            records.entity,
            {{ binary_order('records.source') }},
            {{ binary_order('records.record_id') }},
            records.record_key
    ) as record_number,
    records.entity,
    records.record_key,
    records.source,
    records.record_id,
    records.seen_at,
    (records.seen_at is null or records.seen_at <= horizon.horizon_at) as is_evidence,
    records.customer_id,
    records.email,
    records.phone
from records
cross join horizon
where coalesce(records.customer_id, records.email, records.phone) is not null
