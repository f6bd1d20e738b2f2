-- Surveys of employees are in no row-level table: their answers are shown in groups only.
{{ score_survey_responses(['csat', 'nps', 'ces', 'resolution']) }}
