-- On the last day the backlog is the tickets that fct_tickets shows open, at every channel.
with days as (

    select * from {{ ref('int_ticket_backlog_days') }}
    where scope_kind = 'channel'

),

last_days as (

    select
        days.scope_value as channel,
        days.ticket_backlog
    from days
    inner join (select max(date_day) as date_day from days) as ends on days.date_day = ends.date_day

),

open_tickets as (

    select
        coalesce(channel, 'unmapped') as channel,
        count(*) as tickets
    from {{ ref('fct_tickets') }}
    where is_open and not is_after_horizon
    group by coalesce(channel, 'unmapped')

)

select
    coalesce(last_days.channel, open_tickets.channel) as channel,
    last_days.ticket_backlog,
    open_tickets.tickets
from last_days
full join open_tickets on last_days.channel = open_tickets.channel
where coalesce(last_days.ticket_backlog, 0) <> coalesce(open_tickets.tickets, 0)
