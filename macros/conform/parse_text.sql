{#-
The typed value of a text expression, null where it cannot be read.
    expression     text, trimmed
    type           a type of canonical_entities(), except text and word
    zone           SQL of the IANA time zone of instants without an offset
    business_zone  SQL of the IANA time zone whose midnight a plain date means
-#}
{% macro parse_text(expression, type, zone, business_zone) -%}
    {%- if type == 'instant' and zone == business_zone -%}
        {{ try_instant(expression, zone) }}
    {%- elif type == 'instant' -%}
        {{ try_instant(expression, 'case when length(' ~ expression ~ ') = 10 then ' ~ business_zone ~ ' else ' ~ zone ~ ' end') }}
    {%- elif type == 'integer' -%} {{ try_integer(expression) }}
    {%- elif type == 'number' -%} {{ try_number(expression) }}
    {%- elif type == 'boolean' -%} {{ try_boolean(expression) }}
    {%- elif type == 'date' -%} {{ try_date(expression) }}
    {%- elif type == 'time' -%} {{ try_time(expression) }}
    {%- elif type == 'time_zone' -%}
        case when {{ expression }} in (select time_zone from {{ ref('ref_time_zones') }}) then {{ expression }} end
    {%- else -%}
        {{ exceptions.raise_compiler_error('parse_text: no such type: ' ~ type) }}
    {%- endif -%}
{%- endmacro %}
