-- Training that an agent had had by a day: the seconds of the days before it, as far back as cc_training_days. A row for each
-- day on which the agent worked on a contact, so that the trait of a contact is one join.
with days as (

    select distinct
        last_agent_id as agent_id,
        started_date
    from {{ ref('int_contacts__classified') }}
    where last_agent_id is not null

),

states as (

    select
        agent_id,
        date_day,
        cast(sum(case when state = 'training' then seconds else 0 end) as {{ type_bigint() }}) as training_seconds
    from {{ ref('int_agent_states__resolved') }}
    group by agent_id, date_day

)

select
    days.agent_id,
    days.started_date,
    cast(sum(states.training_seconds) as {{ type_bigint() }}) as training_seconds
from days
inner join states
    on
        days.agent_id = states.agent_id
        and days.started_date > states.date_day
        and {{ add_days('days.started_date', -var('cc_training_days')) }} <= states.date_day
group by days.agent_id, days.started_date
