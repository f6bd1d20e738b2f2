{#- Of kpi_subjects(): surveys of customers: CSAT, NPS, CES, resolution, response. -#}
{% macro surveys_subjects() %}
{{ return({}) }}
{% endmacro %}
