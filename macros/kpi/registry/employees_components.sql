{#- Of kpi_components(): surveys of employees: ESAT and eNPS, withheld where a group is small. -#}
{% macro employees_components() %}
{{ return({}) }}
{% endmacro %}
