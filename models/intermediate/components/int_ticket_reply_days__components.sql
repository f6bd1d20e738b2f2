{%- set scopes = {
    'channel': 'channel_shown',
    'queue': 'queue',
    'topic': 'topic',
    'agent': 'agent',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with tickets as (

    select * from {{ ref('int_tickets__classified') }}

),

turns as (

    select
        turns.*,
        tickets.channel_shown,
        tickets.queue,
        tickets.topic,
        {{ to_date(local_timestamp('turns.asked_at', 'tickets.time_zone')) }} as asked_date,
        coalesce(tickets.agent_id, 'unknown') as agent,
        coalesce(agents.team, 'unknown') as team,
        coalesce(agents.site, 'unknown') as site,
        {{ outsourcer_scope('agents') }} as outsourcer
    from {{ ref('int_ticket_turns') }} as turns
    inner join tickets on turns.ticket_key = tickets.ticket_key
    left join {{ ref('int_agents__valid') }} as agents
        on
            tickets.agent_id = agents.agent_id
            and turns.asked_at >= agents.valid_from
            and turns.asked_at < agents.valid_until

),

days as (

    select
        asked_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('ticket_replies') }}
    from turns
    {{ scope_grouping_sets('asked_date', scopes) }}

),

placed as (

    select * from days
    where scope_value is not null

)

select * from placed
