{#-
A double as a decimal with twelve places, by the shortest digits that mean it: engines that convert it themselves keep 15 digits (Postgres)
or show what lies behind the 17th (DuckDB), and sums of money then differ in a digit that somebody sees. Halves are rounded away from zero;
null where it is null.
    number   a double, finite, any SQL expression
    digits   digits in all, at most 38
-#}
{% macro to_decimal(number, digits=38) -%}
    cast(cast({{ number }} as {{ type_text() }}) as decimal({{ digits }}, 12))
{%- endmacro %}
