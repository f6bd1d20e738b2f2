{#-
The whole second of an instant, counted from 1970, halves up. A bigint. Durations that have to add up are differences of these: the
parts of a stretch then sum to the stretch, whatever fractions of a second they begin with.
-#}
{% macro second_of(instant) -%}
    {{ seconds_between(instant_literal('1970-01-01T00:00:00Z'), instant) }}
{%- endmacro %}
