{#- Of the durations' percentiles, those that are published. Returns a dict: front of the KPI's name -> percent. -#}
{% macro percentiles() %}
{{ return({'median': 50, 'p90': 90}) }}
{% endmacro %}
