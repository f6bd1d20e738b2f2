-- Events up to the horizon, with how often their ticket had been solved by then. A solve is a
-- change into solved: a second one in a row, or one after closing, is none.
with events as (

    select
        {{ hash_key(['source', 'ticket_id']) }} as ticket_key,
        source,
        event_id,
        event_kind,
        occurred_at,
        -- a reply is the agent's own where nobody says that a bot gave it
        (event_kind = 'agent_reply' and coalesce(actor_kind, 'agent') = 'agent')
            as is_reply_by_person,
        event_kind = 'customer_reply' as is_reply_by_customer,
        event_kind in ('customer_reply', 'agent_reply') as is_public,
        event_kind = 'escalated' as is_escalation,
        actor_id,
        case when event_kind = 'status_changed' then status end as status
    from {{ ref('int_ticket_events__accepted') }}

),

horizon as (

    select horizon_at
    from {{ ref('int_data_horizon') }}

),

known as (

    select events.*
    from events
    cross join horizon
    where events.occurred_at <= horizon.horizon_at

),

changes as (

    select
        ticket_key,
        event_id,
        status,
        lag(status) over forwards as previous_status,
        row_number() over (
            partition by ticket_key
            order by occurred_at desc nulls last, {{ binary_order('event_id') }} desc nulls last
        ) as place_from_end
    from known
    where status is not null
    window forwards as (
        partition by ticket_key
        order by occurred_at, {{ binary_order('event_id') }}
    )

),

judged as (

    select
        known.ticket_key,
        known.source,
        known.event_id,
        known.event_kind,
        known.occurred_at,
        known.is_reply_by_person,
        known.is_reply_by_customer,
        known.is_public,
        known.is_escalation,
        known.actor_id,
        known.status,
        coalesce(changes.place_from_end = 1, false) as is_last_status,
        known.status = 'solved'
        and coalesce(changes.previous_status, 'new') not in ('solved', 'closed') as is_solve
    from known
    left join changes
        on known.ticket_key = changes.ticket_key and known.event_id = changes.event_id

)

select
    ticket_key,
    source,
    event_id,
    event_kind,
    occurred_at,
    is_reply_by_person,
    is_reply_by_customer,
    is_public,
    is_escalation,
    actor_id,
    status,
    is_last_status,
    is_solve,
    cast(
        sum(case when is_solve then 1 else 0 end) over (
            partition by ticket_key
            order by occurred_at, {{ binary_order('event_id') }}
            rows between unbounded preceding and current row
        ) as {{ type_bigint() }}
    ) as solves_so_far
from judged
