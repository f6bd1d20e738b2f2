{{ parse_entity('business_calendars', 'standard_export') }}
