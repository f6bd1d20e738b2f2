-- What is known of an identifier, and whose it is.
with identifiers as (

    select * from {{ ref('int_identifiers__numbered') }}

),

degrees as (

    select * from {{ ref('int_identifier_degrees') }}

),

household_phones as (

    select distinct phone_number from {{ ref('int_phone_ties') }}
    where is_household

),

components as (

    select * from {{ ref('int_customer_components') }}

),

placed as (

    select
        identifiers.*,
        degrees.degree,
        degrees.is_shared,
        household_phones.phone_number is not null as is_household,
        case
            when not degrees.is_shared and household_phones.phone_number is null
                then coalesce(components.component, identifiers.identifier_number)
        end as customer_number
    from identifiers
    inner join degrees on identifiers.identifier_number = degrees.identifier_number
    left join household_phones on identifiers.identifier_number = household_phones.phone_number
    left join components on identifiers.identifier_number = components.node

)

select
    placed.identifier_number,
    placed.identifier_key,
    placed.kind,
    placed.identifier_value,
    placed.first_record_number,
    placed.first_seen_at,
    placed.degree,
    placed.is_shared,
    placed.is_household,
    placed.customer_number,
    naming.identifier_key as customer_key
from placed
left join identifiers as naming on placed.customer_number = naming.identifier_number
