{#- Of kpi_ratios(): volume beyond plain counts: contacts per customer, after-hours share. -#}
{% macro volume_kpis() %}
{{ return({}) }}
{% endmacro %}
