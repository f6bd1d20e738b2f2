{#-
What a value in a bucket of a histogram is taken to be: the middle 2 g^i / (g + 1) = 0.99 g^i, at
most 1 % from any value of the bucket, cut to the least and the greatest one that lie in it; so a
bucket of one value gives that value. Arguments: bucket, least_seconds, greatest_seconds: SQL
expressions.
-#}
{% macro histogram_value(bucket, least_seconds, greatest_seconds) -%}
    greatest(
            least(
                cast(0.99 as {{ type_double() }}) * exp({{ bucket }} * {{ histogram_growth_log() }}),
                cast({{ greatest_seconds }} as {{ type_double() }})
            ),
            cast({{ least_seconds }} as {{ type_double() }})
        )
{%- endmacro %}
