{#-
What the KPIs count, as data: every subject has one daily components model, long by scope, and every
component belongs to one. What does not add up over days has a model of periods instead.

Returns a dict: subject -> {
    relation: the classified rows the components are counted over, one row per thing counted
        (and scope, for agent_contacts),
    components: the daily model, one row per date_day, scope_kind, scope_value; or
    periods: instead of both, the model that has the components as columns, one row per
        period_grain, period_start_date, scope_kind, scope_value,
    scopes: the kinds of scope the model has,
}
-#}
{% macro kpi_subjects() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{{ return({
    'queue_entries': {
        'relation': 'int_contact_segments__classified',
        'components': 'int_queue_entry_days__components',
        'scopes': by_place,
    },
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
    'fcr_contacts': {
        'relation': 'int_fcr_contacts',
        'components': 'int_fcr_days__components',
        'scopes': by_place + by_person,
    },
    'episodes': {
        'relation': 'int_episode_outcomes',
        'components': 'int_episode_days__components',
        'scopes': by_place + by_person,
    },
    'fcr_first_agent_contacts': {
        'relation': 'int_fcr_first_agent_contacts',
        'components': 'int_fcr_first_agent_days__components',
        'scopes': by_person,
    },
    'fcr_estimates': {
        'periods': 'int_fcr_period_estimates',
        'scopes': by_place + by_person,
    },
}) }}
{% endmacro %}
