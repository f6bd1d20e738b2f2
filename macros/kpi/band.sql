{#-
Where a value lies in a usual range: low, below_usual, usual, above_usual or high; null for an unknown value and where there is no
range. The words are about the number, not about good and bad; a range without `low` or `high` has no such value. Arguments: value;
bands, a row of kpi_bands.
-#}
{% macro band(value, bands) -%}
    case
            when {{ value }} <= {{ bands }}.low then 'low'
            when {{ value }} < {{ bands }}.usual_from then 'below_usual'
            when {{ value }} <= {{ bands }}.usual_to then 'usual'
            when {{ value }} >= {{ bands }}.high then 'high'
            when {{ value }} > {{ bands }}.usual_to then 'above_usual'
        end
{%- endmacro %}
