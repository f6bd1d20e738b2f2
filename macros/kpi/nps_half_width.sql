{#-
nps_margin again, read off a published interval: around a middle that three answers were added to, and cut at the end of the scale on one
side at most, so that its longer arm is the margin. Null for other kinds of interval. Arguments: kind, a SQL expression; front, what
stands before the names of the columns value, denominator, interval_low and interval_high.
-#}
{% macro nps_half_width(kind, front) -%}
    {%- set middle = front ~ 'value * ' ~ front ~ 'denominator / (' ~ front ~ 'denominator + 3)' -%}
    case
            when {{ kind }} = 'nps'
                then greatest({{ front }}interval_high - {{ middle }}, {{ middle }} - {{ front }}interval_low)
        end
{%- endmacro %}
