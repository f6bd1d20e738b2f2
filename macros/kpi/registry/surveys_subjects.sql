{#- Of kpi_subjects(): surveys of customers: CSAT, NPS, CES, resolution, response. -#}
{% macro surveys_subjects() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{{ return({
    'survey_answers': {
        'relation': 'int_survey_responses__classified',
        'components': 'int_survey_answer_days__components',
        'scopes': by_place + by_person,
    },
    'survey_answers_by_contact': {
        'relation': 'int_survey_responses__classified',
        'components': 'int_survey_contact_days__components',
        'scopes': by_place + by_person,
    },
    'survey_invitations': {
        'relation': 'int_survey_responses__classified',
        'components': 'int_survey_invitation_days__components',
        'scopes': by_place + by_person,
    },
}) }}
{% endmacro %}
