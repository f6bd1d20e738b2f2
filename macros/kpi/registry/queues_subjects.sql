{#- Of kpi_subjects(): queue entries: service level, abandonment, speed of answer. -#}
{% macro queues_subjects() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{{ return({
    'queue_entries': {
        'relation': 'int_contact_segments__classified',
        'components': 'int_queue_entry_days__components',
        'scopes': by_place,
    },
}) }}
{% endmacro %}
