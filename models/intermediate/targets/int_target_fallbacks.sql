-- Whose target holds where a scope has none of its own, the center's apart: an agent's team, then their agency; the agency of a
-- team that has one only; a queue's channel. As it was at the first instant of the period at which they were there.
{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" %}

with periods as (

    select distinct
        period_grain,
        period_start_date,
        {{ utc_timestamp('period_start_date', zone) }} as starts_at,
        {{ utc_timestamp(add_days('period_end_date', 1), zone) }} as ends_at
    from {{ ref('dim_periods') }}

),

agents as (

    select
        agent_id,
        team,
        {{ outsourcer_scope('agents') }} as outsourcer,
        valid_from,
        valid_until
    from {{ ref('int_agents__valid') }} as agents

),

queues as (

    select * from {{ ref('int_queues__valid') }}

),

agents_present as (

    select
        periods.period_grain,
        periods.period_start_date,
        agents.agent_id,
        agents.team,
        agents.outsourcer,
        row_number() over (
            partition by periods.period_grain, periods.period_start_date, agents.agent_id
            order by agents.valid_from
        ) as choice
    from agents
    inner join periods on agents.valid_from < periods.ends_at and agents.valid_until > periods.starts_at

),

agents_placed as (

    select * from agents_present
    where choice = 1

),

queues_present as (

    select
        periods.period_grain,
        periods.period_start_date,
        queues.queue,
        queues.channel,
        row_number() over (
            partition by periods.period_grain, periods.period_start_date, queues.queue
            order by queues.valid_from
        ) as choice
    from queues
    inner join periods on queues.valid_from < periods.ends_at and queues.valid_until > periods.starts_at

),

fallbacks as (

    select
        period_grain,
        period_start_date,
        'agent' as scope_kind,
        agent_id as scope_value,
        1 as step,
        'team' as target_scope,
        team as target_scope_value
    from agents_placed
    union all
    select
        period_grain,
        period_start_date,
        'agent' as scope_kind,
        agent_id as scope_value,
        2 as step,
        'outsourcer' as target_scope,
        outsourcer as target_scope_value
    from agents_placed
    union all
    select
        period_grain,
        period_start_date,
        'team' as scope_kind,
        team as scope_value,
        1 as step,
        'outsourcer' as target_scope,
        min(outsourcer) as target_scope_value
    from agents_placed
    where team is not null
    group by period_grain, period_start_date, team
    having min(outsourcer) = max(outsourcer)
    union all
    select
        period_grain,
        period_start_date,
        'queue' as scope_kind,
        queue as scope_value,
        1 as step,
        'channel' as target_scope,
        channel as target_scope_value
    from queues_present
    where choice = 1

)

select * from fallbacks
where target_scope_value is not null
