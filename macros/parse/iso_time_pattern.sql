{#-
A regular expression of what may follow the date of an ISO 8601 instant: nothing, or a time of day,
with an offset or without.
-#}
{% macro iso_time_pattern() -%}
    {{- return(
        '([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?'
        ~ '(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?)?'
    ) -}}
{%- endmacro %}
