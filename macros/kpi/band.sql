{#-
Where a value lies in the usual range of its field: low, below_usual, usual, above_usual or high;
null for an unknown value. Arguments: value, a SQL expression; bands, a key of kpi_bands().
-#}
{% macro band(value, bands) -%}
    {%- set edges = kpi_bands()[bands] -%}
    case
            when {{ value }} <= {{ edges.low }} then 'low'
            when {{ value }} < {{ edges.usual_from }} then 'below_usual'
            when {{ value }} <= {{ edges.usual_to }} then 'usual'
            when {{ value }} < {{ edges.high }} then 'above_usual'
            when {{ value }} >= {{ edges.high }} then 'high'
        end
{%- endmacro %}
