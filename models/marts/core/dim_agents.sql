select
    agent_id,
    agent_name,
    team,
    supervisor_id,
    site,
    coalesce(outsourcer, 'in_house') as outsourcer,
    hired_on,
    left_on,
    hourly_cost,
    currency,
    valid_from,
    valid_until
from {{ ref('int_agents__valid') }}
