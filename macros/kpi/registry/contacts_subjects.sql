{#- Of kpi_subjects(): contacts: volumes, handle time, transfers, escalations, resolution by the agent's word. -#}
{% macro contacts_subjects() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{{ return({
    'contacts': {
        'relation': 'int_contacts__classified',
        'components': 'int_contact_days__components',
        'scopes': by_place,
    },
    'agent_contacts': {
        'relation': 'int_contact_handlers',
        'components': 'int_agent_contact_days__components',
        'scopes': by_person,
    },
}) }}
{% endmacro %}
