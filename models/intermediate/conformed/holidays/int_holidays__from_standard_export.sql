{{ conform('holidays', ref('stg_standard_export__holidays'), 'standard_export') }}
