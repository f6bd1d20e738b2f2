{{ one_at_a_time(ref('int_agent_schedules__accepted'), 'activity', 'starts_at', 'ends_at') }}
