{{ parse_entity('costs', 'standard_export') }}
