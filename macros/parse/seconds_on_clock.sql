{#-
Whole seconds from one clock time to another of the same call, both without a date: a step back of
more than half a day has crossed midnight, a smaller one is a clock that ran backwards and stays
negative. Null where either is null. earlier, later: SQL of times of day.
-#}
{% macro seconds_on_clock(earlier, later) -%}
    {%- set day = "cast('2000-01-01' as date)" -%}
    {%- set seconds = seconds_between(at_time(day, earlier), at_time(day, later)) -%}
    case when {{ seconds }} < -43200 then {{ seconds }} + 86400 else {{ seconds }} end
{%- endmacro %}
