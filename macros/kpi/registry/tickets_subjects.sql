{#- Of kpi_subjects(): tickets: first and next response, resolution, reopening, backlog. -#}
{% macro tickets_subjects() %}
{{ return({}) }}
{% endmacro %}
