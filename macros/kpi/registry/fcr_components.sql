{#- Of kpi_components(): first contact resolution, episodes and issues, the estimate of what is unfinished. -#}
{% macro fcr_components() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{{ return({
    'fcr_contacts_identified': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_identified',
    },
    'fcr_contacts_settled': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat is not null',
    },
    'fcr_contacts_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_identified and is_fcr_by_repeat is null',
    },
    'fcr_contacts_not_repeated': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat',
    },
    'fcr_contacts_recorded': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_agent is not null',
    },
    'fcr_contacts_resolved_by_agent': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_agent',
    },
    'episodes': {
        'subjects': ['episodes'], 'unit': 'count', 'scopes': by_place,
        'count_where': 'episode_key is not null',
    },
    'episodes_repeating': {
        'subjects': ['episodes'], 'unit': 'count', 'scopes': by_place, 'needs_history': true,
        'count_where': 'is_repeat',
    },
    'issues_settled': {
        'subjects': ['episodes'], 'unit': 'count',
        'count_where': 'is_issue_one_and_done is not null',
    },
    'issues_pending': {
        'subjects': ['episodes'], 'unit': 'count',
        'count_where': 'is_issue_start and agent_id is not null and is_issue_one_and_done is null',
    },
    'issues_one_and_done': {
        'subjects': ['episodes'], 'unit': 'count',
        'count_where': 'is_issue_one_and_done',
    },
    'fcr_contacts_surveyed': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_survey is not null',
    },
    'fcr_contacts_survey_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_survey_pending',
    },
    'fcr_contacts_resolved_by_survey': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_survey',
    },
    'fcr_contacts_with_solved_ticket': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_one_touch is not null',
    },
    'fcr_contacts_one_touch_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_one_touch_pending',
    },
    'fcr_contacts_resolved_by_one_touch': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_one_touch',
    },
    'fcr_contacts_verifiable': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_verified is not null',
    },
    'fcr_contacts_verified_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_verified_pending',
    },
    'fcr_contacts_verified': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_verified',
    },
    'fcr_contacts_resolvable_settled': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat is not null and is_resolvable_at_first_contact',
    },
    'fcr_contacts_resolvable_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where':
            'is_identified and is_fcr_by_repeat is null and is_resolvable_at_first_contact',
    },
    'fcr_contacts_resolvable_not_repeated': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat and is_resolvable_at_first_contact',
    },
    'fcr_first_agent_contacts_settled': {
        'subjects': ['fcr_first_agent_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat is not null',
    },
    'fcr_first_agent_contacts_pending': {
        'subjects': ['fcr_first_agent_contacts'], 'unit': 'count',
        'count_where': 'is_identified and is_fcr_by_repeat is null',
    },
    'fcr_first_agent_contacts_not_repeated': {
        'subjects': ['fcr_first_agent_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat',
    },
    'fcr_neutral_contacts_settled': {
        'subjects': ['fcr_contacts'], 'unit': 'count', 'scopes': by_person,
        'count_where': 'is_neutral and is_fcr_by_repeat is not null',
    },
    'fcr_neutral_contacts_open': {
        'subjects': ['fcr_contacts'], 'unit': 'count', 'scopes': by_person,
        'count_where': 'is_neutral and is_issue_open',
    },
    'fcr_neutral_contacts_not_repeated': {
        'subjects': ['fcr_contacts'], 'unit': 'count', 'scopes': by_person,
        'count_where': 'is_neutral and is_fcr_by_repeat',
    },
    'fcr_contacts_estimated_not_repeated': {
        'subjects': ['fcr_estimates'], 'unit': 'count', 'is_of_period': true,
    },
    'fcr_estimated_interval_low': {
        'subjects': ['fcr_estimates'], 'unit': 'ratio', 'is_of_period': true,
    },
    'fcr_estimated_interval_high': {
        'subjects': ['fcr_estimates'], 'unit': 'ratio', 'is_of_period': true,
    },
    'is_estimate_borrowed': {
        'subjects': ['fcr_estimates'], 'unit': 'flag', 'is_of_period': true,
    },
}) }}
{% endmacro %}
