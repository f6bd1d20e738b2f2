{#-
An instant at the nearest whole second, halves later. Stretches of time whose ends all lie on whole seconds add up: the parts of a
stretch sum to it, and nothing that was kept exceeds what was scheduled.
-#}
{% macro whole_second(instant) -%}
    {%- set origin = instant_literal('1970-01-01T00:00:00Z') -%}
    {{ add_seconds(origin, seconds_between(origin, instant)) }}
{%- endmacro %}
