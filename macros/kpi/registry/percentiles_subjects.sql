{#- Of kpi_subjects(): percentiles of durations. -#}
{% macro percentiles_subjects() %}
{{ return({
    'percentiles': {
        'periods': 'int_period_percentiles',
        'scopes': ['center', 'channel', 'queue', 'topic', 'team', 'site', 'outsourcer'],
    },
}) }}
{% endmacro %}
