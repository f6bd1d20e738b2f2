{{ parse_entity('queues', 'standard_export') }}
