-- Why are two contacts one customer's? The shortest chain of identifiers between them, each with the first record that ties
-- it to the one before. No row: they are not one customer's. It prints numbers and addresses: for the working database.
-- dbt show --select explain_identity --limit 100 --vars '{explain_from_contact: "source:id", explain_to_contact: "source:id"}'
-- A ticket is named "source:ticket:id". A chain of more than explain_steps (100) links is not followed.
with recursive records as (

    select
        records.source || case when records.entity = 'tickets' then ':ticket:' else ':' end || records.record_id as record_name,
        records.entity,
        records.source,
        records.record_id,
        records.seen_at,
        customers.customer_key,
        identifiers.identifier_number
    from {{ ref('int_identifier_records') }} as records
    inner join {{ ref('int_record_customers') }} as customers
        on records.entity = customers.entity and records.record_key = customers.record_key
    inner join {{ ref('int_customer_identifiers') }} as identifiers on customers.identifier_key = identifiers.identifier_key
    where records.entity <> 'customers'

),

ends as (

    select
        beginning.customer_key,
        beginning.identifier_number as first_number,
        beginning.entity as first_entity,
        beginning.source as first_source,
        beginning.record_id as first_record_id,
        beginning.seen_at as first_seen_at,
        ending.identifier_number as last_number,
        ending.entity as last_entity,
        ending.source as last_source,
        ending.record_id as last_record_id,
        ending.seen_at as last_seen_at
    from records as beginning
    inner join records as ending on beginning.customer_key = ending.customer_key
    where
        beginning.record_name = {{ text_literal(var('explain_from_contact', 'standard_export:none')) }}
        and ending.record_name = {{ text_literal(var('explain_to_contact', 'standard_export:none')) }}

),

-- the walk stays inside the customer
links as (

    select links.*
    from {{ ref('int_identifier_links') }} as links
    inner join {{ ref('int_customer_identifiers') }} as identifiers on links.identifier_number = identifiers.identifier_number
    inner join ends on identifiers.customer_key = ends.customer_key
    where links.is_kept

),

steps as (

    select
        identifier_number as from_number,
        other_number as to_number,
        first_record_number
    from links

    union all

    select
        other_number as from_number,
        identifier_number as to_number,
        first_record_number
    from links

),

walk as (

    select
        first_number as identifier_number,
        0 as distance
    from ends

    union

    select
        steps.to_number as identifier_number,
        walk.distance + 1 as distance
    from walk
    inner join steps on walk.identifier_number = steps.from_number
    where walk.distance < {{ var('explain_steps', 100) }}

),

distances as (

    select
        identifier_number,
        min(distance) as distance
    from walk
    group by identifier_number

),

-- each identifier's way back: of the shortest ones the one over the strongest kind, then over what was seen first
ways_back as (

    select
        steps.to_number as identifier_number,
        steps.from_number as previous_number,
        steps.first_record_number,
        row_number() over (partition by steps.to_number order by identifiers.kind, steps.from_number) as choice
    from steps
    inner join distances as reached on steps.to_number = reached.identifier_number
    inner join distances as nearer on steps.from_number = nearer.identifier_number and reached.distance = nearer.distance + 1
    inner join {{ ref('int_identifiers') }} as identifiers on steps.from_number = identifiers.identifier_number

),

chain as (

    select distances.identifier_number
    from ends
    inner join distances on ends.last_number = distances.identifier_number

    union

    select ways_back.previous_number as identifier_number
    from chain
    inner join ways_back on chain.identifier_number = ways_back.identifier_number and ways_back.choice = 1

),

explained as (

    select
        0 as step,
        'carried by the one contact' as why,
        first_number as identifier_number,
        first_entity as entity,
        first_source as source,
        first_record_id as record_id,
        first_seen_at as seen_at
    from ends

    union all

    select
        distances.distance as step,
        'seen first with the one before on this record' as why,
        chain.identifier_number,
        shown.entity,
        shown.source,
        shown.record_id,
        shown.seen_at
    from chain
    inner join distances on chain.identifier_number = distances.identifier_number
    inner join ways_back on chain.identifier_number = ways_back.identifier_number and ways_back.choice = 1
    inner join {{ ref('int_identifier_records') }} as shown on ways_back.first_record_number = shown.record_number

    union all

    select
        distances.distance + 1 as step,
        'carried by the other contact' as why,
        ends.last_number as identifier_number,
        ends.last_entity as entity,
        ends.last_source as source,
        ends.last_record_id as record_id,
        ends.last_seen_at as seen_at
    from ends
    inner join distances on ends.last_number = distances.identifier_number

)

select
    explained.step,
    identifiers.kind,
    identifiers.identifier_value,
    explained.why,
    explained.entity,
    explained.source,
    explained.record_id,
    explained.seen_at
from explained
inner join {{ ref('int_identifiers') }} as identifiers on explained.identifier_number = identifiers.identifier_number
order by explained.step
