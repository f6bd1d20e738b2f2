{#-
The UTC timestamp at which the wall clock of an IANA time zone shows `local`. The zone is a SQL
expression: a column, or a quoted literal. A wall-clock time that a change of clocks skips is read
with the offset before the change, one that comes twice with the offset after it. Null where either
is null. An unknown zone stops the query.
-#}
{% macro utc_timestamp(local, time_zone) -%}
    {{ return(adapter.dispatch('utc_timestamp', 'contact_center')(local, time_zone)) }}
{%- endmacro %}

{% macro default__utc_timestamp(local, time_zone) -%}
    {%- if time_zone | trim == "'UTC'" -%}
    cast({{ local }} as timestamp)
    {%- else -%}
    timezone('UTC', timezone({{ time_zone }}, cast({{ local }} as timestamp)))
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__utc_timestamp(local, time_zone) -%}
    {#- As in local_timestamp. -#}
    {%- set as_timestamp = 'cast(' ~ local ~ ' as timestamp)' -%}
    {%- if time_zone | trim == "'UTC'" -%}
    {{ as_timestamp }}
    {%- elif (time_zone | trim).startswith("'") -%}
    make_timestamp(epoch_us(timezone({{ time_zone }}, {{ as_timestamp }})))
    {%- else -%}
    case
        when {{ time_zone }} = 'UTC' then {{ as_timestamp }}
        {%- for known in configured_time_zones() %}
        when {{ time_zone }} = '{{ known }}'
            then make_timestamp(epoch_us(timezone('{{ known }}', {{ as_timestamp }})))
        {%- endfor %}
        else make_timestamp(epoch_us(timezone({{ time_zone }}, {{ as_timestamp }})))
    end
    {%- endif -%}
{%- endmacro %}
