{#- Of kpi_ratios(): tickets: first and next response, resolution, reopening, backlog. -#}
{% macro tickets_kpis() %}
{{ return({}) }}
{% endmacro %}
