{#-
Standard deviations to either side that hold 95 % of a normal distribution: every interval is made
with it.
-#}
{% macro confidence_z() -%}
1.959963984540054
{%- endmacro %}
