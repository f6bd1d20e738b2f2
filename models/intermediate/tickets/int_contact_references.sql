-- Which tickets the delivered contacts refer to, by any of their segments: one of their own source where that delivers tickets,
-- else any source's of that id. Behind the horizon there are neither contacts that refer nor tickets yet.
with horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

segments as (

    select
        {{ hash_key(['contacts.source', 'contacts.contact_id']) }} as contact_key,
        contacts.source,
        contacts.segment_number,
        contacts.ticket_id
    from {{ ref('int_contacts__accepted') }} as contacts
    cross join horizon
    where contacts.ticket_id is not null and contacts.started_at <= horizon.horizon_at

),

tickets as (

    select
        accepted.row_key as ticket_key,
        accepted.source,
        accepted.ticket_id
    from {{ ref('int_tickets__accepted') }} as accepted
    cross join horizon
    where accepted.created_at <= horizon.horizon_at

),

delivering as (

    select distinct source from tickets

),

referring as (

    select
        segments.contact_key,
        segments.segment_number,
        tickets.ticket_key,
        tickets.source
    from segments
    left join delivering on segments.source = delivering.source
    inner join tickets
        on
            segments.ticket_id = tickets.ticket_id
            and tickets.source = coalesce(delivering.source, tickets.source)

),

-- more than one ticket of a segment only where several sources have that id
ordered as (

    select
        referring.*,
        row_number() over (
            partition by contact_key
            order by segment_number, {{ binary_order('source') }}
        ) as reference_number
    from referring

)

select
    contact_key,
    ticket_key,
    min(reference_number) = 1 as is_first_reference
from ordered
group by contact_key, ticket_key
