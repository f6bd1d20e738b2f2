{{ parse_entity('agent_states', 'standard_export') }}
