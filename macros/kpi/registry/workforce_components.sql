{#- Of kpi_components(): agents' time: occupancy, utilisation, adherence, conformance, and what they use: scripts, knowledge. -#}
{% macro workforce_components() %}
{% set handled = ['contacts', 'agent_contacts'] %}
{{ return({
    'agent_days': {
        'subjects': ['agent_days'], 'unit': 'count',
        'count_where': 'agent_id is not null',
    },
    'agent_days_with_states': {
        'subjects': ['agent_days'], 'unit': 'count',
        'count_where': 'signed_in_seconds is not null',
    },
    'agent_days_with_schedules': {
        'subjects': ['agent_days'], 'unit': 'count',
        'count_where': 'scheduled_seconds is not null',
    },
    'agent_days_with_both': {
        'subjects': ['agent_days'], 'unit': 'count',
        'count_where': 'kept_seconds is not null',
    },
    'signed_in_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'signed_in_seconds', 'where': 'agent_id is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_states',
    },
    'worked_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'worked_seconds', 'where': 'agent_id is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_states',
    },
    'occupied_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'occupied_seconds', 'where': 'agent_id is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_states',
    },
    'scheduled_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'scheduled_seconds', 'where': 'agent_id is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_schedules',
    },
    'tracked_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'tracked_seconds', 'where': 'agent_id is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_schedules',
    },
    'compared_worked_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'worked_seconds', 'where': 'kept_seconds is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_both',
    },
    'compared_available_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'scheduled_available_seconds', 'where': 'kept_seconds is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_both',
    },
    'compared_tracked_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'tracked_seconds', 'where': 'kept_seconds is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_both',
    },
    'kept_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'kept_seconds', 'where': 'agent_id is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_both',
    },
    'outside_shift_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'outside_shift_seconds', 'where': 'agent_id is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_both',
    },
    'tracked_and_outside_shift_seconds': {
        'subjects': ['agent_days'], 'unit': 'seconds',
        'sum_of': 'tracked_and_outside_shift_seconds', 'where': 'agent_id is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_both',
    },
    'staffed_contacts_handled': {
        'subjects': ['staffed_contacts'], 'unit': 'count', 'is_shared': true,
        'count_where': 'contact_key is not null',
        'population': 'agent_days', 'known_by': 'agent_days_with_states',
    },
    'contacts_with_script_recorded': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_scripted is not null',
    },
    'contacts_with_script': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_scripted',
        'population': 'contacts_handled', 'known_by': 'contacts_with_script_recorded',
    },
    'contacts_with_script_completed': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_script_completed',
        'population': 'contacts_handled', 'known_by': 'contacts_with_script_recorded',
    },
    'contacts_with_knowledge_recorded': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_knowledge_used is not null',
    },
    'contacts_with_knowledge_used': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_knowledge_used',
        'population': 'contacts_handled', 'known_by': 'contacts_with_knowledge_recorded',
    },
}) }}
{% endmacro %}
