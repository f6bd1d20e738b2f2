{{ conform('tickets', ref('stg_standard_export__tickets'), 'standard_export') }}
