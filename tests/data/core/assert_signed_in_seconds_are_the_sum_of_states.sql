-- An agent's signed-in seconds of a day are the sum of the stretches in which a state
-- other than offline counted.
with states as (

    select
        agent_id,
        date_day,
        sum(seconds) as seconds
    from {{ ref('int_agent_states__resolved') }}
    where state <> 'offline'
    group by agent_id, date_day

),

days as (

    select * from {{ ref('fct_agent_days') }}

)

select
    coalesce(days.agent_id, states.agent_id) as agent_id,
    coalesce(days.date_day, states.date_day) as date_day,
    days.signed_in_seconds,
    states.seconds
from days
full outer join states on days.agent_id = states.agent_id and days.date_day = states.date_day
where
    coalesce(days.signed_in_seconds, 0) <> coalesce(states.seconds, 0)
    or days.signed_in_seconds
    < days.available_seconds + days.on_contact_seconds + days.wrap_up_seconds
    or days.tracked_seconds > days.scheduled_seconds
    or days.out_of_adherence_seconds > days.tracked_seconds
