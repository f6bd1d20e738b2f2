{#-
KPIs that do harm when they are pushed alone, with what then suffers.

Returns a dict: pair -> {
    pushed, pushed_way: the KPI somebody may have pushed, and which way: up or down,
    least_move: how far it must have moved, of a KPI without intervals, which could tell,
    guarded, harmed_way: the KPI that suffers, and which way it then goes; or
    guarded, harmed_above: the KPI that must not lie above this level,
    scopes: the kinds of scope it is watched in,
    meaning: what is paid with what, in words that hold whether or not it is chance,
}
-#}
{% macro guardrail_pairs() %}
{% set by_person = ['agent', 'team', 'outsourcer'] %}
{{ return({
    'quick_but_unresolved': {
        'pushed': 'average_handle_seconds', 'pushed_way': 'down',
        'guarded': 'fcr_rate', 'harmed_way': 'down',
        'scopes': by_person + ['queue'],
        'meaning': 'Contacts are shorter, and fewer of them are resolved at once',
    },
    'quick_but_dissatisfied': {
        'pushed': 'average_handle_seconds', 'pushed_way': 'down',
        'guarded': 'csat_rate', 'harmed_way': 'down',
        'scopes': by_person + ['queue'],
        'meaning': 'Contacts are shorter, and customers are less satisfied',
    },
    'abandons_called_short': {
        'pushed': 'abandonment_rate', 'pushed_way': 'down',
        'guarded': 'short_abandonment_rate', 'harmed_way': 'up',
        'scopes': ['queue'],
        'meaning': 'Abandonment is lower, and more is left out of it as short',
    },
    'resolved_but_unidentified': {
        'pushed': 'fcr_rate', 'pushed_way': 'up',
        'guarded': 'fcr_identified_share', 'harmed_way': 'down',
        'scopes': by_person + ['queue'],
        'meaning': 'First contact resolution is higher, and fewer of the contacts are identified',
    },
    'adherent_but_overloaded': {
        'pushed': 'adherence', 'pushed_way': 'up', 'least_move': 0.01,
        'guarded': 'occupancy', 'harmed_above': 0.9,
        'scopes': by_person,
        'meaning': 'Schedules are kept better, and occupancy is above 90 %',
    },
}) }}
{% endmacro %}
