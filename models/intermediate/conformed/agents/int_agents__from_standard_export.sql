{{ conform('agents', ref('stg_standard_export__agents'), 'standard_export') }}
