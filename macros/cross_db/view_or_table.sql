{#-
How a select is kept that other selects read many times over: as a view where an engine computes a common table expression once, as a table
on Spark, which computes each mention anew: views upon views then grow with every level, until no memory holds the plan.
-#}
{% macro view_or_table() -%}
    {{ return(adapter.dispatch('view_or_table', 'contact_center')()) }}
{%- endmacro %}

{% macro default__view_or_table() -%}
    {{- return('view') -}}
{%- endmacro %}

{% macro spark__view_or_table() -%}
    {{- return('table') -}}
{%- endmacro %}
