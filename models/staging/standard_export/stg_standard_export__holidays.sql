{{ parse_entity('holidays', 'standard_export') }}
