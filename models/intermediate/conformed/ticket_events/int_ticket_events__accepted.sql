{{ accepted('ticket_events') }}
