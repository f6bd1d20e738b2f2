{#-
Beginning of the stretch of `minutes` in which a UTC timestamp lies, counted from midnight UTC: a stretch begins with its first
instant and ends before the next one's. Null where the timestamp is. instant: SQL of a UTC timestamp; minutes: a divisor of 60.
-#}
{% macro interval_start(instant, minutes) -%}
    {%- set midnight = at_time(to_date(instant), "cast('00:00:00' as " ~ type_time() ~ ")") -%}
    {%- set number = 'floor(' ~ hours_between(midnight, instant) ~ ' * ' ~ 60 // minutes ~ ')' -%}
    {{ add_seconds(midnight, 'cast(' ~ number ~ ' as ' ~ type_bigint() ~ ') * ' ~ 60 * minutes) }}
{%- endmacro %}
