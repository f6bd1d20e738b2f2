{#- Of kpi_subjects(): surveys of employees: ESAT and eNPS, withheld where a group is small. -#}
{% macro employees_subjects() %}
{{ return({}) }}
{% endmacro %}
