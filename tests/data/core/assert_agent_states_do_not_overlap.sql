-- An agent is in one state at a time, and scheduled for one activity at a time.
with stretches as (

    select
        'states' as relation,
        agent_id,
        started_at,
        ended_at
    from {{ ref('int_agent_states__resolved') }}
    union all
    select
        'schedules' as relation,
        agent_id,
        started_at,
        ended_at
    from {{ ref('int_agent_schedules__resolved') }}

),

followed as (

    select
        stretches.*,
        lead(stretches.started_at) over (
            partition by stretches.relation, stretches.agent_id
            order by stretches.started_at, stretches.ended_at
        ) as next_started_at
    from stretches

)

select * from followed
where next_started_at < ended_at or started_at >= ended_at
