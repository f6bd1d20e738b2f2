{#-
The last day of the period that begins on `start`: the next period's first day, found from any day
of it, less one. Arguments: grain, one of period_grains(); start, a SQL expression.
-#}
{% macro period_end(grain, start) -%}
    {%- set days_into_next = {'day': 1, 'week': 7, 'month': 31, 'quarter': 92} -%}
    {{- add_days(period_start(grain, add_days(start, days_into_next[grain])), -1) -}}
{%- endmacro %}
