-- Identifiers that were too widely seen to tell who somebody is. Their values are nobody's business here: they stand
-- in int_identifiers of the private schema identity, under the same key.
with identifiers as (

    select * from {{ ref('int_identifiers') }}
    where is_shared or is_household

),

records as (

    select * from {{ ref('int_identifier_records__numbered') }}
    where entity = 'contacts' and is_evidence

),

seen as (

    select customer_id_number as identifier_number from records
    union all
    select email_number as identifier_number from records
    union all
    select phone_number as identifier_number from records

),

counted as (

    select
        identifier_number,
        count(*) as contacts
    from seen
    where identifier_number is not null
    group by identifier_number

)

select
    identifiers.identifier_key,
    identifiers.kind,
    identifiers.degree,
    case when identifiers.is_shared then 'shared' else 'household' end as reason,
    cast(coalesce(counted.contacts, 0) as {{ type_bigint() }}) as contacts
from identifiers
left join counted on identifiers.identifier_number = counted.identifier_number
