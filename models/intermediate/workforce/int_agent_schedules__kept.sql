-- How much of each scheduled stretch the agent kept. Available is kept by whoever takes contacts; every other activity by itself
-- only; no state at all keeps nothing. A shift that midnight or a second row cuts is one shift: its own two ends are what
-- cc_adherence_tolerance_seconds forgives, and one that was missed altogether has one deviation as long as itself.
{% set tolerance = var('cc_adherence_tolerance_seconds') %}
{% set working = "'" ~ working_states() | join("', '") ~ "'" %}
with schedules as (

    select
        schedules.*,
        coalesce(activities.is_tracked, true) as is_tracked,
        case
            when
                lag(schedules.ended_at) over agents = schedules.started_at
                and lag(schedules.activity) over agents = schedules.activity
                then 0
            else 1
        end as is_start
    from {{ ref('int_agent_schedules__resolved') }} as schedules
    left join {{ ref('ref_activities') }} as activities on schedules.activity = activities.activity
    window agents as (partition by schedules.agent_id order by schedules.started_at)

),

shifts as (

    select
        schedules.*,
        sum(is_start) over (
            partition by agent_id order by started_at rows between unbounded preceding and current row
        ) as shift_number
    from schedules

),

states as (

    select
        agent_id,
        date_day,
        state,
        state in ({{ working }}) as is_working,
        started_at,
        ended_at
    from {{ ref('int_agent_states__resolved') }}
    where state <> 'offline'

),

shared as (

    select
        shifts.agent_id,
        shifts.started_at,
        states.is_working,
        shifts.activity = states.state or (shifts.activity = 'available' and states.is_working) as is_kept,
        greatest(shifts.started_at, states.started_at) as begins_at,
        least(shifts.ended_at, states.ended_at) as ends_at
    from shifts
    inner join states
        on
            shifts.agent_id = states.agent_id
            and shifts.date_day = states.date_day
            and shifts.started_at < states.ended_at
            and shifts.ended_at > states.started_at

),

met as (

    select
        agent_id,
        started_at,
        sum(case when is_kept then {{ seconds_between('begins_at', 'ends_at') }} end) as kept_seconds,
        sum(case when is_working then {{ seconds_between('begins_at', 'ends_at') }} end) as working_seconds,
        min(case when is_kept then begins_at end) as first_kept_at,
        max(case when is_kept then ends_at end) as last_kept_at
    from shared
    group by agent_id, started_at

),

bounded as (

    select
        shifts.*,
        coalesce(met.kept_seconds, 0) as met_seconds,
        coalesce(met.working_seconds, 0) as working_seconds,
        min(shifts.started_at) over shift as shift_starts_at,
        max(shifts.ended_at) over shift as shift_ends_at,
        coalesce(min(met.first_kept_at) over shift, max(shifts.ended_at) over shift) as kept_from,
        max(met.last_kept_at) over shift as kept_until
    from shifts
    left join met on shifts.agent_id = met.agent_id and shifts.started_at = met.started_at
    window shift as (partition by shifts.agent_id, shifts.shift_number)

),

forgiven as (

    select
        bounded.*,
        case
            when {{ seconds_between('shift_starts_at', 'kept_from') }} <= {{ tolerance }}
                then greatest({{ seconds_between('started_at', 'least(ended_at, kept_from)') }}, 0)
            else 0
        end as late_seconds,
        case
            when {{ seconds_between('kept_until', 'shift_ends_at') }} <= {{ tolerance }}
                then greatest({{ seconds_between('greatest(started_at, kept_until)', 'ended_at') }}, 0)
            else 0
        end as early_seconds
    from bounded

)

select
    agent_id,
    date_day,
    activity,
    started_at,
    ended_at,
    seconds,
    case when is_tracked then seconds else 0 end as tracked_seconds,
    cast(case when is_tracked then met_seconds + late_seconds + early_seconds else 0 end as {{ type_bigint() }}) as kept_seconds,
    cast(case when activity <> 'offline' then working_seconds else 0 end as {{ type_bigint() }}) as working_seconds
from forgiven
