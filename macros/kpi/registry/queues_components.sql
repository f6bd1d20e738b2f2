{#- Of kpi_components(): queue entries: service level, abandonment, speed of answer. -#}
{% macro queues_components() %}
{{ return({
    'queue_entries_offered': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_queue_entry',
    },
    'queue_entries_answered': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_answered',
    },
    'queue_entries_abandoned': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_abandoned',
    },
    'queue_entries_abandoned_with_wait': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_abandoned and wait_seconds is not null',
    },
    'queue_entries_short_abandoned': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_short_abandoned',
        'population': 'queue_entries_abandoned', 'known_by': 'queue_entries_abandoned_with_wait',
    },
    'queue_entries_overflowed': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': "is_queue_entry and outcome = 'overflowed'",
    },
    'queue_entries_callback_requested': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': "is_queue_entry and outcome = 'callback_requested'",
    },
    'queue_entries_voicemail': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': "is_queue_entry and outcome = 'voicemail'",
    },
    'live_entries_offered_less_short': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_queue_entry and is_live and is_short_abandoned is not true',
    },
    'live_entries_abandoned_less_short': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_abandoned and is_live and is_short_abandoned is not true',
    },
    'live_entries_answered': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_answered and is_live',
    },
    'live_entries_answered_with_wait': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_answered and is_live and wait_seconds is not null',
    },
    'live_answered_wait_seconds': {
        'subjects': ['queue_entries'], 'unit': 'seconds',
        'sum_of': 'wait_seconds', 'where': 'is_answered and is_live',
        'population': 'live_entries_answered', 'known_by': 'live_entries_answered_with_wait',
    },
    'live_answered_wait_squares': {
        'subjects': ['queue_entries'], 'unit': 'square_seconds',
        'squares_of': 'wait_seconds', 'where': 'is_answered and is_live',
        'population': 'live_entries_answered', 'known_by': 'live_entries_answered_with_wait',
    },
    'service_level_entries': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level',
    },
    'service_level_entries_answered': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and is_answered',
    },
    'service_level_entries_less_short': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and is_short_abandoned is not true',
    },
    'service_level_entries_less_abandoned_in_threshold': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and is_abandoned_in_threshold is not true',
    },
    'service_level_answered_in_threshold': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and is_answered_in_threshold',
    },
    'service_level_answered_or_abandoned_in_threshold': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where':
            'is_in_service_level and (is_answered_in_threshold or is_abandoned_in_threshold)',
    },
    'service_level_answered_in_threshold_or_short': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and (is_answered_in_threshold or is_short_abandoned)',
    },
}) }}
{% endmacro %}
