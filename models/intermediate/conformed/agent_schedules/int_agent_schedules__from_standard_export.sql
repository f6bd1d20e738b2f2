{{ conform('agent_schedules', ref('stg_standard_export__agent_schedules'), 'standard_export') }}
