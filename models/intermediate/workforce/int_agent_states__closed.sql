-- States as delivered, up to the horizon: one without an end lasts until the agent's next one begins; the last until the agent
-- leaves, by the end of the last validity or of the day of leaving, and while nobody says so until the horizon.
{% set zone = "'" ~ var('cc_business_timezone') ~ "'" %}
with horizon as (

    select {{ whole_second('horizon_at') }} as horizon_at from {{ ref('int_data_horizon') }}

),

delivered as (

    select
        row_key,
        source,
        agent_id,
        state,
        {{ whole_second('started_at') }} as started_at,
        {{ whole_second('ended_at') }} as ended_at
    from {{ ref('int_agent_states__accepted') }}

),

followed as (

    select
        delivered.*,
        lead(started_at) over (
            partition by agent_id
            order by started_at, ended_at nulls last, {{ binary_order('state') }}, {{ binary_order('source') }}
        ) as next_started_at
    from delivered

),

last_valid as (

    select
        agent_id,
        valid_until,
        left_on,
        row_number() over (partition by agent_id order by valid_until desc nulls last) as place
    from {{ ref('int_agents__valid') }}

),

leavers as (

    select
        agent_id,
        least(valid_until, coalesce({{ utc_timestamp(add_days('left_on', 1), zone) }}, valid_until)) as gone_at
    from last_valid
    where place = 1

),

ended as (

    select
        followed.row_key,
        followed.source,
        followed.agent_id,
        followed.state,
        followed.started_at,
        horizon.horizon_at,
        coalesce(
            followed.ended_at,
            followed.next_started_at,
            {{ whole_second('least(leavers.gone_at, horizon.horizon_at)') }},
            horizon.horizon_at
        ) as ended_at,
        followed.ended_at is null
        and followed.next_started_at is null
        and coalesce(leavers.gone_at < horizon.horizon_at, false) as is_ended_by_leaving
    from followed
    cross join horizon
    left join leavers on followed.agent_id = leavers.agent_id

)

select
    row_key,
    source,
    agent_id,
    state,
    started_at,
    greatest(least(ended_at, horizon_at), started_at) as ended_at,
    is_ended_by_leaving
from ended
where started_at < horizon_at
