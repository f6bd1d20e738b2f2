{#-
The named service-level formulas (DECISIONS.md 12), as the registry knows them. Returns a list of
names.
-#}
{% macro kpi_service_level_formulas() -%}
    {{- return(kpi_ratios()['service_level'].choices.keys() | list) -}}
{%- endmacro %}
