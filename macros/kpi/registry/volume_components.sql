{#- Of kpi_components(): volume beyond plain counts: contacts per customer, after-hours share. -#}
{% macro volume_components() %}
{{ return({}) }}
{% endmacro %}
