{{ conform('survey_responses', ref('stg_standard_export__survey_responses'), 'standard_export') }}
