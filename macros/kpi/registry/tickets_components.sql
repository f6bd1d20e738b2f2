{#- Of kpi_components(): tickets: first and next response, resolution, reopening, backlog. -#}
{% macro tickets_components() %}
{{ return({}) }}
{% endmacro %}
