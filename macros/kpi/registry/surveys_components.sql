{#- Of kpi_components(): surveys of customers: CSAT, NPS, CES, resolution, response. -#}
{% macro surveys_components() %}
{{ return({
    'csat_responses': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_satisfied is not null',
    },
    'csat_satisfied': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_satisfied',
    },
    'csat_score_sum': {
        'subjects': ['survey_answers'], 'unit': 'points', 'exact': true,
        'sum_of': 'csat_score', 'where': 'is_satisfied is not null',
    },
    'csat_score_squares': {
        'subjects': ['survey_answers'], 'unit': 'square_points', 'exact': true,
        'squares_of': 'csat_score', 'where': 'is_satisfied is not null',
    },
    'csat_index_sum': {
        'subjects': ['survey_answers'], 'unit': 'points', 'exact': true,
        'sum_of': 'csat_standard_score', 'where': 'is_satisfied is not null',
    },
    'csat_index_squares': {
        'subjects': ['survey_answers'], 'unit': 'square_points', 'exact': true,
        'squares_of': 'csat_standard_score', 'where': 'is_satisfied is not null',
    },
    'nps_responses': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_promoter is not null',
    },
    'nps_promoters': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_promoter',
    },
    'nps_detractors': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_detractor',
    },
    'nps_balance': {
        'subjects': ['survey_answers'], 'unit': 'points',
        'sum_of': 'nps_points', 'where': 'is_promoter is not null',
    },
    'ces_responses': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_effortless is not null',
    },
    'ces_effortless': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_effortless',
    },
    'survey_resolution_responses': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_resolved_by_survey is not null',
    },
    'survey_resolutions': {
        'subjects': ['survey_answers'], 'unit': 'count',
        'count_where': 'is_resolved_by_survey',
    },
    'csat_responses_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_satisfied is not null',
    },
    'csat_satisfied_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_satisfied',
    },
    'csat_open_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_csat_open',
    },
    'nps_responses_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_promoter is not null',
    },
    'nps_promoters_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_promoter',
    },
    'nps_detractors_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_detractor',
    },
    'nps_balance_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'points',
        'sum_of': 'nps_points', 'where': 'is_promoter is not null',
    },
    'nps_open_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_nps_open',
    },
    'ces_responses_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_effortless is not null',
    },
    'ces_effortless_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_effortless',
    },
    'ces_open_by_contact': {
        'subjects': ['survey_answers_by_contact'], 'unit': 'count',
        'count_where': 'is_ces_open',
    },
    'surveys_sent': {
        'subjects': ['survey_invitations'], 'unit': 'count',
        'count_where': 'is_sent',
    },
    'surveys_answered': {
        'subjects': ['survey_invitations'], 'unit': 'count',
        'count_where': 'is_sent and is_answered',
    },
    'surveys_open': {
        'subjects': ['survey_invitations'], 'unit': 'count',
        'count_where': 'is_awaited',
    },
}) }}
{% endmacro %}
