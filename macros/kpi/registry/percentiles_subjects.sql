{#- Of kpi_subjects(): percentiles of durations. -#}
{% macro percentiles_subjects() %}
{{ return({}) }}
{% endmacro %}
