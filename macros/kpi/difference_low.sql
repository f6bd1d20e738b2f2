{#-
The lower end of the 95 % interval of value - previous: Newcombe's (1998, method 10) where the
intervals of the two are Wilson's, the normal one where they are normal; from the margins where there
are any. Arguments: value, interval_low, previous_value, previous_interval_high: SQL expressions;
margins, of both (nps_half_width), null where the ends of the intervals are what counts.
-#}
{% macro difference_low(value, interval_low, previous_value, previous_interval_high, margins=none) -%}
    (
            {{ value }} - {{ previous_value }} - {{ difference_margin(
                value ~ ' - ' ~ interval_low, previous_interval_high ~ ' - ' ~ previous_value, margins
            ) }}
        )
{%- endmacro %}
