{#-
Aggregate: the last recorded value of a three-state flag, null where none was recorded. Packs the flag with its place, so that no
window is needed.
    flag   boolean expression
    place  positive whole number that orders the rows, unique among those with a flag
-#}
{% macro last_recorded(flag, place) -%}
    max(case when {{ flag }} then {{ place }} * 2 + 1 when not {{ flag }} then {{ place }} * 2 end) % 2 = 1
{%- endmacro %}
