{#-
The wall clock of an IANA time zone at a UTC timestamp: a timestamp without a zone. The zone is a
SQL expression: a column, or a quoted literal such as "'Europe/Sofia'". Null where either is null.
An unknown zone stops the query.
-#}
{% macro local_timestamp(instant, time_zone) -%}
    {{ return(adapter.dispatch('local_timestamp', 'contact_center')(instant, time_zone)) }}
{%- endmacro %}

{% macro default__local_timestamp(instant, time_zone) -%}
    {%- if time_zone | trim == "'UTC'" -%}
    cast({{ instant }} as timestamp)
    {%- else -%}
    timezone({{ time_zone }}, timezone('UTC', cast({{ instant }} as timestamp)))
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__local_timestamp(instant, time_zone) -%}
    {#-
    A timestamptz already counts UTC microseconds, so only the calendar of the zone costs. That of a
    literal zone is looked up once, that of a column once per row, which takes ten times as long:
    zones known while compiling become literals.
    -#}
    {%- set as_timestamp = 'cast(' ~ instant ~ ' as timestamp)' -%}
    {%- if time_zone | trim == "'UTC'" -%}
    {{ as_timestamp }}
    {%- elif (time_zone | trim).startswith("'") -%}
    timezone({{ time_zone }}, make_timestamptz(epoch_us({{ as_timestamp }})))
    {%- else -%}
    case
        when {{ time_zone }} = 'UTC' then {{ as_timestamp }}
        {%- for known in configured_time_zones() %}
        when {{ time_zone }} = '{{ known }}'
            then timezone('{{ known }}', make_timestamptz(epoch_us({{ as_timestamp }})))
        {%- endfor %}
        else timezone({{ time_zone }}, make_timestamptz(epoch_us({{ as_timestamp }})))
    end
    {%- endif -%}
{%- endmacro %}

{% macro spark__local_timestamp(instant, time_zone) -%}
    {%- if time_zone | trim == "'UTC'" -%}
    cast({{ instant }} as {{ type_timestamp() }})
    {%- else -%}
    convert_timezone('UTC', {{ time_zone }}, cast({{ instant }} as {{ type_timestamp() }}))
    {%- endif -%}
{%- endmacro %}
