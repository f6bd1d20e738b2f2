-- When each ticket lay open, up to the horizon: from its creation to the first change into solved or closed, and from each change
-- back to work to the next. One of which nobody tells when it was closed, or whether, is in no stretch.
with tickets as (

    select
        classified.ticket_key,
        classified.source,
        classified.ticket_id,
        classified.created_at,
        classified.is_open,
        accepted.status,
        least(accepted.solved_at, accepted.closed_at) as delivered_closed_at
    from {{ ref('int_tickets__classified') }} as classified
    inner join {{ ref('int_tickets__accepted') }} as accepted on classified.ticket_key = accepted.row_key
    where not classified.is_after_horizon and classified.is_open is not null

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

-- as where is_open is judged: who changed only behind the horizon was open until there
changing as (

    select distinct {{ hash_key(['source', 'ticket_id']) }} as ticket_key
    from {{ ref('int_ticket_events__accepted') }}
    where event_kind = 'status_changed' and status is not null

),

changes as (

    select
        tickets.ticket_key,
        greatest(events.occurred_at, tickets.created_at) as changed_at,
        events.occurred_at,
        events.event_id,
        case when events.status in ('solved', 'closed') then 0 else 1 end as is_open
    from {{ ref('int_ticket_events__placed') }} as events
    inner join tickets on events.ticket_key = tickets.ticket_key
    where events.status is not null

),

-- a ticket begins open, whatever its first event
compared as (

    select
        changes.ticket_key,
        changes.changed_at,
        changes.is_open,
        changes.occurred_at,
        changes.event_id,
        coalesce(
            lag(changes.is_open) over (
                partition by changes.ticket_key order by changes.occurred_at, {{ binary_order('changes.event_id') }}
            ),
            1
        ) as was_open
    from changes

),

turned as (

    select
        tickets.ticket_key,
        tickets.created_at as turned_at,
        1 as is_open,
        0 as place
    from tickets
    left join changing on tickets.ticket_key = changing.ticket_key
    where changing.ticket_key is not null or tickets.is_open or tickets.delivered_closed_at is not null
    union all
    select
        ticket_key,
        changed_at as turned_at,
        is_open,
        row_number() over (partition by ticket_key order by occurred_at, {{ binary_order('event_id') }}) as place
    from compared
    where is_open <> was_open
    union all
    -- without changes of status, by the times that the ticket itself was delivered with
    select
        tickets.ticket_key,
        greatest(tickets.delivered_closed_at, tickets.created_at) as turned_at,
        0 as is_open,
        1 as place
    from tickets
    cross join horizon
    left join changing on tickets.ticket_key = changing.ticket_key
    where changing.ticket_key is null and not tickets.is_open and tickets.delivered_closed_at <= horizon.horizon_at

),

stretched as (

    select
        ticket_key,
        is_open,
        place,
        turned_at as opened_at,
        lead(turned_at) over (partition by ticket_key order by place) as closed_at
    from turned

)

select
    ticket_key,
    cast(row_number() over (partition by ticket_key order by place) as {{ type_bigint() }}) as stretch_number,
    opened_at,
    closed_at
from stretched
where is_open = 1
