{#- Of kpi_subjects(): cost: the ledger, imputed pay, cost per contact and resolved contact, repeats. -#}
{% macro costs_subjects() %}
{% set scopes = ['center', 'channel', 'queue', 'topic', 'team', 'site', 'outsourcer'] %}
{{ return({
    'cost_days': {
        'relation': 'int_cost_parts',
        'components': 'int_cost_days__components',
        'scopes': scopes,
        'is_shared_out': true,
    },
    'cost_periods': {
        'periods': 'int_cost_periods',
        'scopes': scopes,
        'is_shared_out': true,
    },
}) }}
{% endmacro %}
