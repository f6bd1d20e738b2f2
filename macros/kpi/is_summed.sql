{#-
Whether a component adds up over days; one of a period and a derived one do not. Arguments:
component, a value of kpi_components().
-#}
{% macro is_summed(component) -%}
    {{- return(not component.is_of_period | default(false) and component.derived is not defined) -}}
{%- endmacro %}
