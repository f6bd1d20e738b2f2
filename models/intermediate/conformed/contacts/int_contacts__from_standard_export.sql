{{ conform('contacts', ref('stg_standard_export__contacts'), 'standard_export') }}
