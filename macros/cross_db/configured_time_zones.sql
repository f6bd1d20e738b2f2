{#-
The IANA time zones that the variables name, UTC left out, each once, in alphabetical order. Returns
a list.
-#}
{% macro configured_time_zones() -%}
    {%- set of_sources = (var('cc_source_time_zones') or {}).values() | list -%}
    {%- set zones = [var('cc_business_timezone')] + of_sources -%}
    {{- return(zones | unique | reject('equalto', 'UTC') | sort | list) -}}
{%- endmacro %}
