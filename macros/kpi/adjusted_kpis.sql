{#-
The KPIs that can be compared as if everybody had had the same mix of contacts, and what they are counted on.
Returns a dict: KPI -> subject, a key of kpi_subjects() that counts its components for agents, teams and agencies.
-#}
{% macro adjusted_kpis() %}
{{ return({
    'fcr_rate': 'fcr_contacts',
    'fcr_by_repeat_rate': 'fcr_contacts',
    'average_handle_seconds': 'agent_contacts',
    'transfer_rate': 'agent_contacts',
    'escalation_rate': 'agent_contacts',
    'call_resolution_rate': 'agent_contacts',
    'csat_rate': 'survey_answers',
    'csat_top_two_box_rate': 'survey_answers',
    'csat_index': 'survey_answers',
}) }}
{% endmacro %}
