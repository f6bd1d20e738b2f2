{#-
Which entities each source hands over, as data: source -> {entity: landed table it is made from}. A source in this list has, for each
entity, a model int_<entity>__from_<source>; the unions are made of those whose source is switched on (cc_sources).
-#}
{% macro source_entities() %}
{{ return({
    'standard_export': {
        'contacts': 'contacts',
        'tickets': 'tickets',
        'ticket_events': 'ticket_events',
        'survey_responses': 'survey_responses',
        'agents': 'agents',
        'agent_states': 'agent_states',
        'agent_schedules': 'agent_schedules',
        'queues': 'queues',
        'customers': 'customers',
        'costs': 'costs',
        'business_calendars': 'business_calendars',
        'holidays': 'holidays',
        'kpi_targets': 'kpi_targets',
    },
    'bank_1999': {
        'contacts': 'calls',
    },
    'phonenow': {
        'contacts': 'calls',
        'survey_responses': 'calls',
    },
    'servicenow': {
        'tickets': 'updates',
        'ticket_events': 'updates',
    },
}) }}
{% endmacro %}
