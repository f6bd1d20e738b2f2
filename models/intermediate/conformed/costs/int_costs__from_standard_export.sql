{{ conform('costs', ref('stg_standard_export__costs'), 'standard_export') }}
