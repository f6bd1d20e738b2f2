-- Every spelling once, with what is dialled in it, so that whatever follows works on distinct numbers only.
with contacts as (

    select * from {{ ref('int_contacts__accepted') }}

),

tickets as (

    select * from {{ ref('int_tickets__accepted') }}

),

customers as (

    select * from {{ ref('int_customers__accepted') }}

),

map_codes as (

    select * from {{ ref('map_codes') }}

),

delivered as (

    select
        source,
        customer_phone
    from contacts
    where customer_phone is not null

    union

    select
        source,
        customer_phone
    from tickets
    where customer_phone is not null

    union

    select
        source,
        customer_phone
    from customers
    where customer_phone is not null

),

sources as (

    select distinct source from delivered

),

-- a test number of the code map is unknown in any spelling, so it is read as the source's numbers are
mapped as (

    select distinct
        sources.source,
        map_codes.code as customer_phone
    from sources
    inner join map_codes
        on map_codes.source in (sources.source, '*')
    where
        map_codes.vocabulary = 'unknown_identifier'
        and map_codes.code is not null

),

spellings as (

    select
        source,
        customer_phone,
        false as is_mapped
    from delivered

    union all

    select
        source,
        customer_phone,
        true as is_mapped
    from mapped

),

dialled as (

    select
        source,
        customer_phone,
        is_mapped,
        {{ dialled_number('customer_phone') }} as dialled
    from spellings

)

select
    source,
    customer_phone,
    is_mapped,
    replace(dialled, '+', '') as digits,
    -- no calling code begins with 0
    dialled like '+%' and dialled not like '+0%' as has_plus
from dialled
