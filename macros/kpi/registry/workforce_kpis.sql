{#- Of kpi_ratios(): agents' time: occupancy, utilisation, adherence, conformance, and what they use: scripts, knowledge. -#}
{% macro workforce_kpis() %}
{{ return({}) }}
{% endmacro %}
