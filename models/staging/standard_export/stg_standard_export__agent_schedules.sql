{{ parse_entity('agent_schedules', 'standard_export') }}
