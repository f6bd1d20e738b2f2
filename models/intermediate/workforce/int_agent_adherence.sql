-- Tracked scheduled time and how much of it the agent kept. Available is kept by whoever takes
-- contacts; every other activity by itself only; no state at all keeps nothing.
with schedules as (

    select schedules.*
    from {{ ref('int_agent_schedules__resolved') }} as schedules
    inner join {{ ref('ref_activities') }} as activities on schedules.activity = activities.activity
    where activities.is_tracked

),

states as (

    select * from {{ ref('int_agent_states__resolved') }}

),

tracked as (

    select
        agent_id,
        date_day,
        cast(sum(seconds) as {{ type_bigint() }}) as tracked_seconds
    from schedules
    group by agent_id, date_day

),

kept as (

    select
        schedules.agent_id,
        schedules.date_day,
        sum({{ seconds_between(
            'greatest(schedules.started_at, states.started_at)',
            'least(schedules.ended_at, states.ended_at)',
        ) }}) as kept_seconds
    from schedules
    inner join states
        on
            schedules.agent_id = states.agent_id
            and schedules.date_day = states.date_day
            and schedules.started_at < states.ended_at
            and schedules.ended_at > states.started_at
            and (
                schedules.activity = states.state
                or (schedules.activity = 'available' and states.state in ('on_contact', 'wrap_up'))
            )
    group by schedules.agent_id, schedules.date_day

)

select
    tracked.agent_id,
    tracked.date_day,
    tracked.tracked_seconds,
    cast(tracked.tracked_seconds - coalesce(kept.kept_seconds, 0) as {{ type_bigint() }})
        as out_of_adherence_seconds
from tracked
left join kept on tracked.agent_id = kept.agent_id and tracked.date_day = kept.date_day
