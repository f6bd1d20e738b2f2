{#- Of kpi_components(): percentiles of durations. -#}
{% macro percentiles_components() %}
{{ return({}) }}
{% endmacro %}
