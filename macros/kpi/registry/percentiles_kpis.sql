{#- Of kpi_ratios(): percentiles of durations. -#}
{% macro percentiles_kpis() %}
{{ return({}) }}
{% endmacro %}
