{{ conform('kpi_targets', ref('stg_standard_export__kpi_targets'), 'standard_export') }}
