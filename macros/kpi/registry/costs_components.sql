{#- Of kpi_components(): cost: the ledger, imputed pay, cost per contact and resolved contact, repeats. -#}
{% macro costs_components() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_group = ['team', 'site', 'outsourcer'] %}
{% set fcr = fcr_kpis() %}
{% set fcr = fcr[fcr.fcr_rate.choices[var('cc_fcr_method')]] %}
{{ return({
    'allocated_cost': {
        'subjects': ['cost_days'], 'unit': 'currency', 'exact': true,
        'sum_of': 'amount', 'where': "part = 'ledger'",
    },
    'agent_days_unpaid': {
        'subjects': ['cost_days'], 'unit': 'count', 'scopes': ['center'] + by_group,
        'count_where': "part = 'agent_day'",
    },
    'agent_days_unpaid_with_rate': {
        'subjects': ['cost_days'], 'unit': 'count', 'scopes': ['center'] + by_group,
        'count_where': "part = 'agent_day' and amount is not null",
    },
    'agent_days_unpaid_cost': {
        'subjects': ['cost_days'], 'unit': 'currency', 'exact': true,
        'scopes': ['center'] + by_group,
        'sum_of': 'amount', 'where': "part = 'agent_day'",
    },
    'cost_days_unbooked': {
        'subjects': ['cost_periods'], 'unit': 'count', 'is_of_period': true,
    },
    'repeats_priced': {
        'subjects': ['cost_periods'], 'unit': 'currency', 'is_of_period': true, 'scopes': by_place,
    },
    'operating_cost': {
        'subjects': [], 'unit': 'currency', 'scopes': by_place + by_group,
        'derived': 'case when cost_days_unbooked = 0 then allocated_cost end',
    },
    'imputed_cost': {
        'subjects': [], 'unit': 'currency', 'scopes': ['center'] + by_group,
        'derived': 'case when agent_days_unpaid_with_rate = agent_days_unpaid then agent_days_unpaid_cost end',
    },
    'repeat_cost': {
        'subjects': [], 'unit': 'currency', 'scopes': by_place,
        'derived':
            'case when cost_days_unbooked = 0 and episodes_repeating is not null then repeats_priced end',
    },
    'resolved_cost_pending': {
        'subjects': [], 'unit': 'count', 'scopes': by_place + by_group,
        'derived': 'cost_days_unbooked + ' ~ fcr.pending | default('0'),
    },
    'contacts_resolved_equivalent': {
        'subjects': [], 'unit': 'count', 'scopes': by_place + by_group,
        'derived':
            'case when is_complete and ' ~ fcr.pending | default('0') ~ ' = 0 then contacts_handled * 1e0 * '
            ~ fcr.numerator ~ ' / nullif(' ~ fcr.denominator ~ ', 0) end',
    },
}) }}
{% endmacro %}
