{{ conform('customers', ref('stg_standard_export__customers'), 'standard_export') }}
