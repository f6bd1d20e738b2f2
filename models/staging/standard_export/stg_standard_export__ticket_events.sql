{{ parse_entity('ticket_events', 'standard_export') }}
