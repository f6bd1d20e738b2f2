{#- Of kpi_ratios(): surveys of customers: CSAT, NPS, CES, resolution, response. -#}
{% macro surveys_kpis() %}
{{ return({}) }}
{% endmacro %}
