{%- set columns = ['previous_customer_key', 'customer_key', 'publication_number', 'horizon_at', 'reason', 'contacts'] %}

with remembered as (

    select * from {{ ref('int_customer_key_versions__remembered') }}

),

changed as (

    select * from {{ ref('int_customer_key_versions__changed') }}

),

versions as (

    select {{ columns | join(', ') }} from remembered
    where reason is not null

    union all

    select {{ columns | join(', ') }} from changed
    where reason is not null

),

-- with another secret every key is another one: that is one change, not one per customer
followed as (

    select
        versions.*,
        case when reason <> 'secret' then customer_key end as new_customer_key
    from versions

)

select
    previous_customer_key as old_customer_key,
    new_customer_key,
    publication_number,
    horizon_at,
    reason,
    cast(count(*) as {{ type_bigint() }}) as identifiers,
    cast(sum(contacts) as {{ type_bigint() }}) as contacts
from followed
group by previous_customer_key, new_customer_key, publication_number, horizon_at, reason
