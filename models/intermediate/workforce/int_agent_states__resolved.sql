{{ one_at_a_time(ref('int_agent_states__accepted'), 'state', 'started_at', 'ended_at') }}
