{#-
The lower end of the 95 % interval of value - previous: Newcombe's (1998, method 10) where the
intervals of the two are Wilson's, the normal one where they are normal. Arguments: value,
interval_low, previous_value, previous_interval_high: SQL expressions.
-#}
{% macro difference_low(value, interval_low, previous_value, previous_interval_high) -%}
    (
            {{ value }} - {{ previous_value }} - sqrt(
                power({{ value }} - {{ interval_low }}, 2)
                + power({{ previous_interval_high }} - {{ previous_value }}, 2)
            )
        )
{%- endmacro %}
