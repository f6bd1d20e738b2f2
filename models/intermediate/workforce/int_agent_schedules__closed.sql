-- Schedules as delivered, up to the horizon.
with horizon as (

    select {{ whole_second('horizon_at') }} as horizon_at from {{ ref('int_data_horizon') }}

),

delivered as (

    select
        row_key,
        source,
        agent_id,
        activity,
        {{ whole_second('starts_at') }} as started_at,
        {{ whole_second('ends_at') }} as ended_at
    from {{ ref('int_agent_schedules__accepted') }}

)

select
    delivered.row_key,
    delivered.source,
    delivered.agent_id,
    delivered.activity,
    delivered.started_at,
    least(delivered.ended_at, horizon.horizon_at) as ended_at
from delivered
cross join horizon
where delivered.started_at < horizon.horizon_at
