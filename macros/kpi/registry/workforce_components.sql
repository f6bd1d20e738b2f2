{#- Of kpi_components(): agents' time: occupancy, utilisation, adherence, conformance, and what they use: scripts, knowledge. -#}
{% macro workforce_components() %}
{{ return({}) }}
{% endmacro %}
