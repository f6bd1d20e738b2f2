{#-
The upper end of the 95 % interval of value - previous (see difference_low). Arguments: value,
interval_high, previous_value, previous_interval_low, margins.
-#}
{% macro difference_high(value, interval_high, previous_value, previous_interval_low, margins=none) -%}
    (
            {{ value }} - {{ previous_value }} + {{ difference_margin(
                interval_high ~ ' - ' ~ value, previous_value ~ ' - ' ~ previous_interval_low, margins
            ) }}
        )
{%- endmacro %}
