select
    agent_id,
    agent_name,
    team,
    supervisor_id,
    site,
    coalesce(outsourcer, 'in_house') as outsourcer,
    hired_on,
    left_on,
    valid_from,
    valid_until
from {{ ref('int_agents__valid') }}
