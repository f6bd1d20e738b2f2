{#- Of kpi_components(): cost: the ledger, imputed pay, cost per contact and resolved contact, repeats. -#}
{% macro costs_components() %}
{{ return({}) }}
{% endmacro %}
