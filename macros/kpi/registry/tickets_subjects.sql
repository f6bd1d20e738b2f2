{#- Of kpi_subjects(): tickets: first and next response, resolution, reopening, backlog. -#}
{% macro tickets_subjects() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{{ return({
    'tickets_created': {
        'relation': 'int_tickets__classified',
        'components': 'int_ticket_created_days__components',
        'scopes': by_place + by_person,
    },
    'tickets_solved': {
        'relation': 'int_tickets__classified',
        'components': 'int_ticket_solved_days__components',
        'scopes': by_place + by_person,
    },
    'ticket_replies': {
        'relation': 'int_ticket_turns',
        'components': 'int_ticket_reply_days__components',
        'scopes': by_place + by_person,
    },
    'ticket_backlog': {
        'periods': 'int_ticket_period_backlog',
        'scopes': by_place,
    },
}) }}
{% endmacro %}
