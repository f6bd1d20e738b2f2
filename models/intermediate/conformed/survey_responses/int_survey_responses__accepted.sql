{{ accepted('survey_responses') }}
