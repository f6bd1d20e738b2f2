{#-
The age bands of the backlog: name of the component -> hours since creation, from (included) and to
(excluded; none for the oldest). Bands follow one another. Returns a dict.
-#}
{% macro ticket_age_bands() -%}
    {{- return({
        'ticket_backlog_under_1_day': {'from_hours': 0, 'to_hours': 24},
        'ticket_backlog_1_to_3_days': {'from_hours': 24, 'to_hours': 72},
        'ticket_backlog_3_to_7_days': {'from_hours': 72, 'to_hours': 168},
        'ticket_backlog_7_to_30_days': {'from_hours': 168, 'to_hours': 720},
        'ticket_backlog_over_30_days': {'from_hours': 720, 'to_hours': none},
    }) -}}
{%- endmacro %}
