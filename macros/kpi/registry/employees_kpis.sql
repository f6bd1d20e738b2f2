{#- Of kpi_ratios(): surveys of employees: ESAT and eNPS, withheld where a group is small. -#}
{% macro employees_kpis() %}
{{ return({}) }}
{% endmacro %}
