{#-
The logarithm of how much greater each bucket of a histogram of durations is than the one before,
ln(1.01 / 0.99): no value of a bucket is further than 1 % from its middle.
-#}
{% macro histogram_growth_log() -%}
cast(0.020000666706669524 as {{ type_double() }})
{%- endmacro %}
