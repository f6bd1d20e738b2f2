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

),

identified as (

    select * from records
    where coalesce(customer_id, email, phone) is not null

),

numbered as (

    {{ numbered_in_order(
        'identified', 'record_number', 'seen_at',
        texts=['entity', 'source', 'substring(record_id, 1, 3)'],
        order=['entity', binary_order('source'), binary_order('record_id'), 'record_key']
    ) }}

)

select
    numbered.record_number,
    numbered.entity,
    numbered.record_key,
    numbered.source,
    numbered.record_id,
    numbered.seen_at,
    (numbered.seen_at is null or numbered.seen_at <= horizon.horizon_at) as is_evidence,
    numbered.customer_id,
    numbered.email,
    numbered.phone
from numbered
cross join horizon
