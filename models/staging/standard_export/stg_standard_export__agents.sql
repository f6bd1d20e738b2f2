{{ parse_entity('agents', 'standard_export') }}
