{{ one_at_a_time(ref('int_agent_states__closed'), 'state', first=['on_contact', 'wrap_up']) }}
