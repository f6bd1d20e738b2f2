{#- Of kpi_subjects(): agents' time: occupancy, utilisation, adherence, conformance, and what they use: scripts, knowledge. -#}
{% macro workforce_subjects() %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{{ return({
    'agent_days': {
        'relation': 'int_agent_days__classified',
        'components': 'int_agent_days__components',
        'scopes': ['center'] + by_person,
    },
    'staffed_contacts': {
        'relation': 'int_staffed_contacts',
        'components': 'int_staffed_contact_days__components',
        'scopes': ['center'] + by_person,
    },
}) }}
{% endmacro %}
