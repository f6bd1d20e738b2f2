{#- Of kpi_subjects(): cost: the ledger, imputed pay, cost per contact and resolved contact, repeats. -#}
{% macro costs_subjects() %}
{{ return({}) }}
{% endmacro %}
