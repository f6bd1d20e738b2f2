{{ parse_entity('kpi_targets', 'standard_export') }}
