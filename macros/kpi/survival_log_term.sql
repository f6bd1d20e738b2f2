{#-
What one hour adds to the logarithm of the product-limit estimate: ln(1 - repeats / at risk); null
where all at risk repeat, as the estimate is 0 from there. A decimal: a sum of doubles depends on
the order of the rows, which no parallel engine promises. Of 20 places, as 10^20 is exact in a
double and an error of 1e-20 is below a double's at any number of contacts. Arguments: repeats, at_risk: SQL
expressions, at_risk above zero.
-#}
{% macro survival_log_term(repeats, at_risk) -%}
    {#- A filter beside the aggregate would not keep ln() from 0: only case does. -#}
    cast(
            case
                when {{ repeats }} < {{ at_risk }}
                    then ln(1 - cast({{ repeats }} as {{ type_double() }}) / {{ at_risk }})
            end as decimal(38, 20)
        )
{%- endmacro %}
