{{ conform('ticket_events', ref('stg_standard_export__ticket_events'), 'standard_export') }}
