-- Periods of validity that never overlap: where two do, the one that begins later takes over.
with agents as (

    select
        agents.*,
        row_number() over (
            partition by agent_id, coalesce(valid_from, {{ instant_literal('0001-01-01T00:00:00Z') }})
            order by updated_at desc nulls last, {{ binary_order('source') }}
        ) as choice
    from {{ ref('int_agents__accepted') }} as agents

),

chosen as (

    select
        agent_id,
        agent_name,
        team,
        supervisor_id,
        site,
        outsourcer,
        hired_on,
        left_on,
        hourly_cost,
        currency,
        coalesce(valid_from, {{ instant_literal('0001-01-01T00:00:00Z') }}) as valid_from,
        coalesce(valid_to, {{ instant_literal('9999-12-31T00:00:00Z') }}) as valid_to
    from agents
    where choice = 1

)

select
    agent_id,
    agent_name,
    team,
    supervisor_id,
    site,
    outsourcer,
    hired_on,
    left_on,
    hourly_cost,
    currency,
    valid_from,
    least(valid_to, coalesce(lead(valid_from) over (partition by agent_id order by valid_from), valid_to)) as valid_until
from chosen
