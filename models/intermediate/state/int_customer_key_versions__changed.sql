-- What would be appended to the memory if this build were published: identifiers whose customer has another key, and why.
with identifiers as (

    select * from {{ ref('int_customer_identifiers') }}

),

contact_counts as (

    select
        identifier_key,
        count(*) as contacts
    from {{ ref('int_contact_customers') }}
    group by identifier_key

),

next_publication as (

    select * from {{ ref('int_next_publication') }}
    where is_remembered

),

last_versions as (

    select * from {{ ref('int_customer_key_versions__last') }}

),

paired as (

    select
        identifiers.identifier_key,
        identifiers.customer_key,
        last_versions.customer_key as previous_customer_key
    from identifiers
    left join last_versions on identifiers.identifier_key = last_versions.identifier_key

),

-- least and greatest, since engines differ in whether they count distinct values over a window
spread as (

    select
        paired.*,
        min(customer_key) over (partition by previous_customer_key)
        <> max(customer_key) over (partition by previous_customer_key) as is_split,
        min(previous_customer_key) over (partition by customer_key)
        <> max(previous_customer_key) over (partition by customer_key) as is_merge
    from paired

)

select
    spread.identifier_key,
    next_publication.publication_number,
    next_publication.horizon_at,
    spread.customer_key,
    spread.previous_customer_key,
    case
        when next_publication.is_new_secret then 'secret'
        when spread.previous_customer_key is null then null
        when spread.is_split then 'split'
        when spread.is_merge then 'merge'
        else 'earlier_row'
    end as reason,
    cast(coalesce(contact_counts.contacts, 0) as {{ type_bigint() }}) as contacts
from spread
cross join next_publication
left join contact_counts on spread.identifier_key = contact_counts.identifier_key
where spread.previous_customer_key is null or spread.customer_key <> spread.previous_customer_key
