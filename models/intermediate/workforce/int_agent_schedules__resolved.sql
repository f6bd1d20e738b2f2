{{ one_at_a_time(ref('int_agent_schedules__closed'), 'activity') }}
