{#-
The lower end of the 95 % interval of a product-limit estimate, cut at 0; null where the estimate is
unknown or 0, for which Greenwood's formula says nothing. It treats episodes as independent.
Arguments: estimate; variance, the sum of survival_variance_term: SQL expressions.
-#}
{% macro survival_low(estimate, variance) -%}
    {%- set z = 'cast(' ~ confidence_z() ~ ' as ' ~ type_double() ~ ')' -%}
    case
            when {{ estimate }} > 0
                then
                    greatest(
                        0, {{ estimate }} * (1 - {{ z }} * sqrt(cast({{ variance }} as {{ type_double() }})))
                    )
        end
{%- endmacro %}
