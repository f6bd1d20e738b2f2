{#- Of kpi_subjects(): first contact resolution, episodes and issues, the estimate of what is unfinished. -#}
{% macro fcr_subjects() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{{ return({
    'fcr_contacts': {
        'relation': 'int_fcr_contacts',
        'components': 'int_fcr_days__components',
        'scopes': by_place + by_person,
    },
    'episodes': {
        'relation': 'int_episode_outcomes',
        'components': 'int_episode_days__components',
        'scopes': by_place + by_person,
    },
    'fcr_first_agent_contacts': {
        'relation': 'int_fcr_first_agent_contacts',
        'components': 'int_fcr_first_agent_days__components',
        'scopes': by_person,
    },
    'fcr_estimates': {
        'periods': 'int_fcr_period_estimates',
        'scopes': by_place + by_person,
    },
}) }}
{% endmacro %}
