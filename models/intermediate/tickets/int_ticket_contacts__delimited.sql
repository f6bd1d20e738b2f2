-- A ticket that no contact refers to makes contacts: one from its creation to its first solve, and one each time the customer
-- writes after a solve, to the next solve. One that is not solved ends with the last public event.
with referred as (

    select distinct ticket_key from {{ ref('int_contact_references') }}

),

tickets as (

    select
        tickets.row_key as ticket_key,
        tickets.created_at,
        followed.last_solved_at,
        followed.reopens is not null as is_followed
    from {{ ref('int_tickets__accepted') }} as tickets
    inner join {{ ref('int_tickets__followed') }} as followed on tickets.row_key = followed.ticket_key
    left join referred on tickets.row_key = referred.ticket_key
    where referred.ticket_key is null and not followed.is_after_horizon

),

events as (

    select * from {{ ref('int_ticket_events__placed') }}

),

-- a ticket of which no changes of status are told has its delivered solve at most
solves as (

    select
        events.ticket_key,
        events.occurred_at as solved_at,
        events.solves_so_far as solve_number
    from events
    inner join tickets on events.ticket_key = tickets.ticket_key
    where events.is_solve
    union all
    select
        ticket_key,
        last_solved_at as solved_at,
        1 as solve_number
    from tickets
    where not is_followed and last_solved_at is not null

),

public_events as (

    select
        events.ticket_key,
        events.occurred_at,
        events.is_reply_by_customer,
        case
            when tickets.is_followed then events.solves_so_far
            when events.occurred_at > tickets.last_solved_at then 1
            else 0
        end as solves_before
    from events
    inner join tickets on events.ticket_key = tickets.ticket_key
    where events.is_public

),

begun as (

    select
        ticket_key,
        0 as solves_before,
        created_at as started_at
    from tickets
    union all
    select
        ticket_key,
        solves_before,
        min(occurred_at) as started_at
    from public_events
    where is_reply_by_customer and solves_before > 0
    group by ticket_key, solves_before

),

last_events as (

    select
        ticket_key,
        solves_before,
        max(occurred_at) as occurred_at
    from public_events
    group by ticket_key, solves_before

)

select
    begun.ticket_key,
    cast(row_number() over (partition by begun.ticket_key order by begun.solves_before) as {{ type_bigint() }})
        as contact_number,
    begun.started_at,
    -- a clock that runs behind ends nothing before it began
    case
        when coalesce(solves.solved_at, last_events.occurred_at) is not null
            then greatest(begun.started_at, coalesce(solves.solved_at, last_events.occurred_at))
    end as ended_at,
    solves.solved_at is not null as is_solved
from begun
left join solves on begun.ticket_key = solves.ticket_key and begun.solves_before + 1 = solves.solve_number
left join last_events on begun.ticket_key = last_events.ticket_key and begun.solves_before = last_events.solves_before
