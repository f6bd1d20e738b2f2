{{ parse_entity('customers', 'standard_export') }}
