{#- The durations that histograms are kept of, as the KPIs call them. Returns a list. -#}
{% macro percentile_measures() %}
{{ return([
    'wait', 'handle', 'first_response', 'first_response_business', 'resolution', 'resolution_business',
]) }}
{% endmacro %}
