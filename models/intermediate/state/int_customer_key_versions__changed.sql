-- What would be appended to the memory if this build were published: identifiers whose customer has another key, or that tell
-- nobody's any more, and why. An identifier that told nobody's before, or was not there, is new.
with identifiers as (

    select * from {{ ref('int_identifiers') }}

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

secrets as (

    select coalesce(max({{ bool_to_int('is_same_secret') }}), 1) as is_known
    from {{ ref('int_customer_key_versions__remembered') }}

),

-- one that is not delivered any more has a last version only
paired as (

    select
        coalesce(identifiers.identifier_key, last_versions.identifier_key) as identifier_key,
        identifiers.customer_key,
        last_versions.customer_key as previous_customer_key,
        {{ lost_customer('identifiers') }} as loss
    from identifiers
    full outer join last_versions on identifiers.identifier_key = last_versions.identifier_key

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

),

-- what became of the identifier that named the customer before: with another customer by now, it makes a split
named as (

    select
        spread.*,
        {{ lost_customer('naming') }} as naming_loss
    from spread
    left join identifiers as naming on spread.previous_customer_key = naming.identifier_key

)

select
    named.identifier_key,
    next_publication.publication_number,
    next_publication.horizon_at,
    named.customer_key,
    named.previous_customer_key,
    case
        when secrets.is_known = 0 then 'secret'
        when named.previous_customer_key is null then null
        when named.customer_key is null then named.loss
        when named.is_split then 'split'
        when named.is_merge then 'merge'
        else coalesce(named.naming_loss, 'earlier_row')
    end as reason,
    cast(coalesce(contact_counts.contacts, 0) as {{ type_bigint() }}) as contacts
from named
cross join next_publication
cross join secrets
left join contact_counts on named.identifier_key = contact_counts.identifier_key
where
    (named.previous_customer_key is null and named.customer_key is not null)
    or (named.previous_customer_key is not null and named.customer_key is null)
    or named.customer_key <> named.previous_customer_key
