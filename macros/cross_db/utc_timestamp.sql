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

{#-
It reads a time that comes twice with the offset before the change. A day later the offset is the one after it: where reading with
that one gives an instant that shows this very clock, that is the later of the two. The greatest is of those that are known.
-#}
{% macro spark__utc_timestamp(local, time_zone) -%}
    {%- set as_timestamp = 'cast(' ~ local ~ ' as ' ~ type_timestamp() ~ ')' -%}
    {%- set later = "convert_timezone(" ~ time_zone ~ ", 'UTC', " ~ as_timestamp ~ " + interval '1' day) - interval '1' day" -%}
    {%- if time_zone | trim == "'UTC'" -%}
    {{ as_timestamp }}
    {%- else -%}
    greatest(
        convert_timezone({{ time_zone }}, 'UTC', {{ as_timestamp }}),
        case when convert_timezone('UTC', {{ time_zone }}, {{ later }}) = {{ as_timestamp }} then {{ later }} end
    )
    {%- endif -%}
{%- endmacro %}
