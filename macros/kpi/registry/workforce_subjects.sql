{#- Of kpi_subjects(): agents' time: occupancy, utilisation, adherence, conformance, and what they use: scripts, knowledge. -#}
{% macro workforce_subjects() %}
{{ return({}) }}
{% endmacro %}
