{#-
What one hour adds to the variance of the product-limit estimate over its square, by Greenwood:
repeats / (at risk x (at risk - repeats)); null where all at risk repeat. A decimal, as
survival_log_term. Arguments: repeats, at_risk: SQL expressions, at_risk above zero.
-#}
{% macro survival_variance_term(repeats, at_risk) -%}
    cast(
            case
                when {{ repeats }} < {{ at_risk }}
                    then
                        cast({{ repeats }} as {{ type_double() }})
                        / {{ at_risk }} / ({{ at_risk }} - {{ repeats }})
            end as decimal(38, 20)
        )
{%- endmacro %}
