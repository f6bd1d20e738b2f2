-- No ticket up to the horizon is neither open nor solved, but one that was closed without a solve, or of which neither changes of
-- status nor the time of a solve were delivered: it would be in no backlog and among none that were solved.
with tickets as (

    select
        classified.ticket_key,
        classified.is_solved,
        accepted.status,
        accepted.solved_at
    from {{ ref('int_tickets__classified') }} as classified
    inner join {{ ref('int_tickets__accepted') }} as accepted on classified.ticket_key = accepted.row_key
    where
        not classified.is_after_horizon
        and not classified.is_open
        and not coalesce(classified.is_solved, false)

),

changes as (

    select
        ticket_key,
        max(case when status = 'closed' then 1 else 0 end) as closings
    from {{ ref('int_ticket_events__placed') }}
    where status is not null
    group by ticket_key

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

)

select
    tickets.ticket_key,
    tickets.is_solved,
    tickets.status,
    tickets.solved_at
from tickets
cross join horizon
left join changes on tickets.ticket_key = changes.ticket_key
where
    changes.closings = 0
    or tickets.solved_at <= horizon.horizon_at
    or (changes.ticket_key is null and tickets.is_solved is not null)
