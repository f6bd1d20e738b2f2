-- The backlog at the end of a day is that of the day before, and the tickets created or reopened since, less those solved or
-- closed; every scope begins with none. The ages do not matter here: whoever grows older stays.
with tickets as (

    select * from {{ ref('int_tickets__classified') }}

),

moves as (

    select
        ticket_key,
        opened_at as moved_at,
        1 as step
    from {{ ref('int_ticket_open_stretches') }}
    union all
    select
        ticket_key,
        closed_at as moved_at,
        -1 as step
    from {{ ref('int_ticket_open_stretches') }}
    where closed_at is not null

),

placed as (
    {% for kind, value in {
        'center': "'all'", 'channel': 'channel_shown', 'queue': 'queue', 'topic': 'topic'
    }.items() %}
    select
        {{ to_date(local_timestamp('moves.moved_at', 'tickets.time_zone')) }} as date_day,
        '{{ kind }}' as scope_kind,
        {{ value if kind == 'center' else 'tickets.' ~ value }} as scope_value,
        moves.step
    from moves
    inner join tickets on moves.ticket_key = tickets.ticket_key
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

moved as (

    select
        date_day,
        scope_kind,
        scope_value,
        sum(step) as change
    from placed
    where scope_value is not null
    group by date_day, scope_kind, scope_value

),

days as (

    select
        date_day,
        scope_kind,
        scope_value,
        ticket_backlog - coalesce(
            lag(ticket_backlog) over (partition by scope_kind, scope_value order by date_day), 0
        ) as change
    from {{ ref('int_ticket_backlog_days') }}

)

select
    coalesce(days.date_day, moved.date_day) as date_day,
    coalesce(days.scope_kind, moved.scope_kind) as scope_kind,
    coalesce(days.scope_value, moved.scope_value) as scope_value,
    days.change as published_change,
    moved.change as counted_change
from days
full join moved
    on
        days.date_day = moved.date_day
        and days.scope_kind = moved.scope_kind
        and days.scope_value = moved.scope_value
where coalesce(days.change, 0) <> coalesce(moved.change, 0)
