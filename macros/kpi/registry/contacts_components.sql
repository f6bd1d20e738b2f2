{#- Of kpi_components(): contacts: volumes, handle time, transfers, escalations, resolution by the agent's word. -#}
{% macro contacts_components() %}
{% set handled = ['contacts', 'agent_contacts'] %}
{{ return({
    'contacts_offered': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_offered',
    },
    'contacts_handled': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled',
    },
    'contacts_abandoned': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_abandoned',
    },
    'contacts_abandoned_in_ivr': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_abandoned_in_ivr',
    },
    'contacts_self_served': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_self_served',
    },
    'contacts_self_served_or_offered': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and (is_self_served or is_offered)',
    },
    'contacts_outbound': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': "direction = 'outbound'",
    },
    'contacts_with_transfer_recorded': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_transferred is not null',
    },
    'contacts_transferred': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_transferred',
        'population': 'contacts_handled', 'known_by': 'contacts_with_transfer_recorded',
    },
    'contacts_with_escalation_recorded': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_escalated is not null',
    },
    'contacts_escalated': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_escalated',
        'population': 'contacts_handled', 'known_by': 'contacts_with_escalation_recorded',
    },
    'contacts_with_resolution_recorded': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_resolved_by_agent is not null',
    },
    'contacts_resolved_by_agent': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_resolved_by_agent',
        'population': 'contacts_handled', 'known_by': 'contacts_with_resolution_recorded',
    },
    'contacts_identified': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_identified',
    },
    'contacts_with_handle_time': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and handle_seconds is not null',
    },
    'handle_seconds': {
        'subjects': handled, 'unit': 'seconds',
        'sum_of': 'handle_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_handle_time',
    },
    'handle_squares': {
        'subjects': handled, 'unit': 'square_seconds',
        'squares_of': 'handle_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_handle_time',
    },
    'concurrency_adjusted_handle_seconds': {
        'subjects': ['contacts'], 'unit': 'seconds', 'exact': true,
        'sum_of': 'handle_seconds_by_concurrency', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_handle_time',
    },
    'contacts_with_talk_time': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and talk_seconds is not null',
    },
    'talk_seconds': {
        'subjects': handled, 'unit': 'seconds',
        'sum_of': 'talk_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_talk_time',
    },
    'talk_squares': {
        'subjects': handled, 'unit': 'square_seconds',
        'squares_of': 'talk_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_talk_time',
    },
    'contacts_with_hold_time': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and hold_seconds is not null',
    },
    'hold_seconds': {
        'subjects': handled, 'unit': 'seconds',
        'sum_of': 'hold_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_hold_time',
    },
    'hold_squares': {
        'subjects': handled, 'unit': 'square_seconds',
        'squares_of': 'hold_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_hold_time',
    },
    'contacts_with_wrap_up_time': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and wrap_up_seconds is not null',
    },
    'wrap_up_seconds': {
        'subjects': handled, 'unit': 'seconds',
        'sum_of': 'wrap_up_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_wrap_up_time',
    },
    'wrap_up_squares': {
        'subjects': handled, 'unit': 'square_seconds',
        'squares_of': 'wrap_up_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_wrap_up_time',
    },
}) }}
{% endmacro %}
