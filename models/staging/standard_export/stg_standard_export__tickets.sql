{{ parse_entity('tickets', 'standard_export') }}
