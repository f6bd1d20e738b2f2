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

    select
        tickets.*,
        coalesce(tickets.agent_id, 'unknown') as agent,
        coalesce(agents.team, 'unknown') as team,
        coalesce(agents.site, 'unknown') as site,
        {{ outsourcer_scope('agents') }} as outsourcer
    from {{ ref('int_tickets__classified') }} as tickets
    left join {{ ref('int_agents__valid') }} as agents
        on
            tickets.agent_id = agents.agent_id
            and tickets.created_at >= agents.valid_from
            and tickets.created_at < agents.valid_until
    where not tickets.is_after_horizon

),

days as (

    select
        created_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('tickets_created') }}
    from tickets
    {{ scope_grouping_sets('created_date', scopes) }}

),

placed as (

    -- A ticket without a queue shows at no queue.
    select * from days
    where scope_value is not null

)

select * from placed
