{{ valid_one_at_a_time(
    ref('int_agents__accepted'),
    keys=['agent_id'],
    columns=[
        'agent_name', 'team', 'supervisor_id', 'site', 'outsourcer', 'hired_on', 'left_on', 'hourly_cost', 'currency',
    ],
) }}
