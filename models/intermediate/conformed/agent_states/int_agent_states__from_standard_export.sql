{{ conform('agent_states', ref('stg_standard_export__agent_states'), 'standard_export') }}
