{#- Of kpi_components(): surveys of customers: CSAT, NPS, CES, resolution, response. -#}
{% macro surveys_components() %}
{{ return({}) }}
{% endmacro %}
