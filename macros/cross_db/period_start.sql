{#-
The first day of the period of a date: day, week (ISO, from Monday), month, quarter or year. `grain`
is known while compiling.
-#}
{% macro period_start(grain, date) -%}
    {{ return(adapter.dispatch('period_start', 'contact_center')(grain, date)) }}
{%- endmacro %}

{% macro default__period_start(grain, date) -%}
    {%- set grains = ['day', 'week', 'month', 'quarter', 'year'] -%}
    {%- if grain not in grains -%}
        {{- exceptions.raise_compiler_error(grain ~ ' is none of ' ~ grains | join(', ') ~ '.') -}}
    {%- endif -%}
    {%- if grain == 'day' -%}
    cast({{ date }} as date)
    {%- else -%}
    {#-
    Of a timestamp without zone: date_trunc of a date passes through the session's time zone on
    PostgreSQL.
    -#}
    cast(date_trunc('{{ grain }}', cast({{ date }} as timestamp)) as date)
    {%- endif -%}
{%- endmacro %}

{% macro spark__period_start(grain, date) -%}
    {%- if grain in ['week', 'month', 'quarter', 'year'] -%}
    trunc(cast({{ date }} as date), '{{ grain }}')
    {%- else -%}
    {{ default__period_start(grain, date) }}
    {%- endif -%}
{%- endmacro %}
