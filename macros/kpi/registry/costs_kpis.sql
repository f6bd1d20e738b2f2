{#- Of kpi_ratios(): cost: the ledger, imputed pay, cost per contact and resolved contact, repeats. -#}
{% macro costs_kpis() %}
{{ return({}) }}
{% endmacro %}
