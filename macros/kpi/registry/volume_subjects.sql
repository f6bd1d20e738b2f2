{#- Of kpi_subjects(): volume beyond plain counts: contacts per customer, after-hours share. -#}
{% macro volume_subjects() %}
{{ return({}) }}
{% endmacro %}
