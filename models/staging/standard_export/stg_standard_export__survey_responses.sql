{{ parse_entity('survey_responses', 'standard_export') }}
