{#- The grains of dim_periods, from the shortest to the longest. Returns a list. -#}
{% macro period_grains() -%}
    {{- return(['day', 'week', 'month', 'quarter']) -}}
{%- endmacro %}
