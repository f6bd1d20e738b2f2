-- What became of each ticket by the horizon. What a source's events never tell (replies, changes of status) stays unknown. One
-- whose solve is not among its events, as they may lie in an archive, is solved when its delivered solved_at says so.
with horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

tickets as (

    select
        accepted.*,
        horizon.horizon_at,
        accepted.created_at > horizon.horizon_at as is_after_horizon
    from {{ ref('int_tickets__accepted') }} as accepted
    cross join horizon

),

events as (

    select * from {{ ref('int_ticket_events__placed') }}

),

coverage as (

    select
        source,
        bool_or(event_kind = 'agent_reply') as tells_replies,
        bool_or(event_kind = 'status_changed') as tells_status
    from events
    group by source

),

-- the status of a ticket that changed only behind the horizon is not the delivered one
changing as (

    select distinct {{ hash_key(['source', 'ticket_id']) }} as ticket_key
    from {{ ref('int_ticket_events__accepted') }}
    where event_kind = 'status_changed' and status is not null

),

first_customer_replies as (

    select
        ticket_key,
        min(occurred_at) as customer_replied_at
    from events
    where is_reply_by_customer
    group by ticket_key

),

clocked as (

    select
        tickets.*,
        coalesce(coverage.tells_replies, false) as tells_replies,
        coalesce(coverage.tells_status, false) as tells_status,
        changing.ticket_key is not null as is_changing,
        case when tickets.opened_by = 'agent' then replies.customer_replied_at else tickets.created_at end as clock_started_at
    from tickets
    left join coverage on tickets.source = coverage.source
    left join changing on tickets.row_key = changing.ticket_key
    left join first_customer_replies as replies on tickets.row_key = replies.ticket_key
    where not tickets.is_after_horizon

),

counted as (

    select
        clocked.row_key as ticket_key,
        count(case when events.is_reply_by_person then 1 end) as agent_replies,
        min(case
            when events.is_reply_by_person and events.occurred_at >= clocked.clock_started_at
                then events.occurred_at
        end) as first_responded_at,
        min(case when events.is_solve then events.occurred_at end) as first_solved_at,
        max(case when events.is_solve then events.occurred_at end) as last_solved_at,
        count(distinct case
            when events.solves_so_far > 0 and events.status not in ('solved', 'closed')
                then events.solves_so_far
        end) as reopens,
        max(case when events.is_last_status then events.status end) as last_status
    from clocked
    inner join events on clocked.row_key = events.ticket_key
    group by clocked.row_key

),

judged as (

    select
        clocked.*,
        counted.first_responded_at,
        counted.agent_replies,
        counted.reopens,
        counted.first_solved_at,
        counted.last_solved_at,
        case
            when clocked.is_changing then coalesce(counted.last_status, 'new') not in ('solved', 'closed')
            when clocked.status in ('new', 'open', 'pending', 'on_hold') then true
            when coalesce(clocked.solved_at, clocked.closed_at) is not null
                then least(clocked.solved_at, clocked.closed_at) > clocked.horizon_at
            when clocked.status in ('solved', 'closed') then false
            when clocked.tells_status then true
        end as is_open
    from clocked
    left join counted on clocked.row_key = counted.ticket_key

),

solved as (

    select
        *,
        case
            when last_solved_at is null and solved_at <= horizon_at and not (is_changing and is_open) then solved_at
        end as delivered_solved_at
    from judged

)

select
    tickets.row_key as ticket_key,
    solved.clock_started_at,
    solved.first_responded_at,
    coalesce(solved.first_solved_at, solved.delivered_solved_at) as first_solved_at,
    coalesce(solved.last_solved_at, solved.delivered_solved_at) as last_solved_at,
    cast(case when solved.tells_replies then coalesce(solved.agent_replies, 0) end as {{ type_bigint() }}) as agent_replies,
    -- unknown where a ticket is done with and nobody told how
    cast(
        case
            when solved.delivered_solved_at is null and (solved.is_changing or (solved.tells_status and solved.is_open))
                then coalesce(solved.reopens, 0)
        end as {{ type_bigint() }}
    ) as reopens,
    case
        when solved.tells_replies and solved.clock_started_at is not null then solved.first_responded_at is not null
    end as is_responded,
    solved.is_open,
    tickets.is_after_horizon
from tickets
left join solved on tickets.row_key = solved.row_key
