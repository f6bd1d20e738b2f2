{{ parse_entity('contacts', 'standard_export') }}
