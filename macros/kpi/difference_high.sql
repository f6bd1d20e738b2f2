{#-
The upper end of the 95 % interval of value - previous (see difference_low). Arguments: value,
interval_high, previous_value, previous_interval_low: SQL expressions.
-#}
{% macro difference_high(value, interval_high, previous_value, previous_interval_low) -%}
    (
            {{ value }} - {{ previous_value }} + sqrt(
                power({{ interval_high }} - {{ value }}, 2)
                + power({{ previous_value }} - {{ previous_interval_low }}, 2)
            )
        )
{%- endmacro %}
