-- Why are two contacts one customer's? The shortest chain of identifiers between them, each with the first record that ties
-- it to the one before; where there is none, one row that says why. It prints numbers and addresses: for the working database.
-- dbt show --select explain_identity --limit 100 --vars '{explain_from_contact: "source:id", explain_to_contact: "source:id"}'
-- The id is that of fct_contacts, also of a contact that a ticket made. A chain of more than explain_steps (100) links is not
-- followed.
with recursive contacts as (

    select
        contacts.source || ':' || contacts.contact_id as contact_name,
        contacts.source,
        contacts.contact_id,
        contacts.started_at,
        identifiers.customer_key,
        identifiers.identifier_number,
        -- a delivered contact may have the id of one that a ticket made: the delivered one is meant
        row_number() over (
            partition by contacts.source || ':' || contacts.contact_id
            order by contacts.origin, contacts.contact_key
        ) as choice
    from {{ ref('fct_contacts') }} as contacts
    left join {{ ref('int_contact_customers') }} as customers on contacts.contact_key = customers.contact_key
    left join {{ ref('int_customer_identifiers') }} as identifiers on customers.identifier_key = identifiers.identifier_key

),

asked as (

    select
        {{ text_literal(var('explain_from_contact', '')) }} as from_name,
        {{ text_literal(var('explain_to_contact', '')) }} as to_name

),

ends as (

    select
        asked.from_name,
        asked.to_name,
        beginning.contact_name is not null as is_from_known,
        ending.contact_name is not null as is_to_known,
        beginning.customer_key,
        beginning.identifier_number as first_number,
        beginning.source as first_source,
        beginning.contact_id as first_contact_id,
        beginning.started_at as first_started_at,
        ending.customer_key as last_customer_key,
        ending.identifier_number as last_number,
        ending.source as last_source,
        ending.contact_id as last_contact_id,
        ending.started_at as last_started_at
    from asked
    left join contacts as beginning on asked.from_name = beginning.contact_name and beginning.choice = 1
    left join contacts as ending on asked.to_name = ending.contact_name and ending.choice = 1

),

-- the walk stays inside the customer
links as (

    select links.*
    from {{ ref('int_identifier_links') }} as links
    inner join {{ ref('int_customer_identifiers') }} as identifiers on links.identifier_number = identifiers.identifier_number
    inner join ends on identifiers.customer_key = ends.customer_key and identifiers.customer_key = ends.last_customer_key
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
    where customer_key = last_customer_key

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

found as (

    select
        ends.*,
        distances.distance
    from ends
    inner join distances on ends.last_number = distances.identifier_number

),

explained as (

    select
        0 as step,
        first_number as identifier_number,
        'carried by the one contact' as why,
        'contacts' as entity,
        first_source as source,
        first_contact_id as record_id,
        first_started_at as seen_at
    from found

    union all

    select
        distances.distance as step,
        chain.identifier_number,
        'seen first with the one before on this record' as why,
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
        distance + 1 as step,
        last_number as identifier_number,
        'carried by the other contact' as why,
        'contacts' as entity,
        last_source as source,
        last_contact_id as record_id,
        last_started_at as seen_at
    from found

    union all

    -- no chain: the contact that is unknown or unidentified (of two the first), none where the customers differ
    select
        0 as step,
        cast(null as {{ type_bigint() }}) as identifier_number,
        case
            when not (is_from_known and is_to_known) then 'unknown contact'
            when customer_key is null or last_customer_key is null then 'unidentified'
            when customer_key <> last_customer_key then 'different customers'
            else 'one customer, more than {{ var("explain_steps", 100) }} links apart'
        end as why,
        'contacts' as entity,
        case
            when not (is_from_known and is_to_known) then cast(null as {{ type_text() }})
            when customer_key is null then first_source
            when last_customer_key is null then last_source
        end as source,
        case
            when not is_from_known then from_name
            when not is_to_known then to_name
            when customer_key is null then first_contact_id
            when last_customer_key is null then last_contact_id
        end as record_id,
        cast(null as {{ type_timestamp() }}) as seen_at
    from ends
    where not exists (select found.distance from found)

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
left join {{ ref('int_identifiers') }} as identifiers on explained.identifier_number = identifiers.identifier_number
order by explained.step
