{#-
Which observation, counted from the least, a percentile is: the nearest rank, ceil(n p). With a side,
the rank at which its 95 % interval ends, by the normal approximation of the binomial distribution,
ceil(n p -+ z sqrt(n p (1 - p))); one below 1 or above n is no observation, and that end is open.
Arguments: percent, a number from 1 to 99; observations, a SQL expression; side: none, low or high.
-#}
{% macro percentile_rank(percent, observations, side=none) -%}
    {%- set n = 'cast(' ~ observations ~ ' as ' ~ type_double() ~ ')' -%}
    {%- set sign = {'low': '-', 'high': '+'}.get(side) -%}
    ceil(
            {{ n }} * {{ percent }} / 100
            {%- if sign %}
            {{ sign }} cast({{ confidence_z() }} as {{ type_double() }})
            * sqrt({{ n }} * {{ percent * (100 - percent) }}) / 100
            {%- endif %}
        )
{%- endmacro %}
