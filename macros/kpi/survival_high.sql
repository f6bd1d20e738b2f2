{#-
The upper end of the 95 % interval of a product-limit estimate, cut at 1 (see survival_low).
Arguments: estimate; variance, the sum of survival_variance_term: SQL expressions.
-#}
{% macro survival_high(estimate, variance) -%}
    {%- set z = 'cast(' ~ confidence_z() ~ ' as ' ~ type_double() ~ ')' -%}
    case
            when {{ estimate }} > 0
                then
                    least(
                        1, {{ estimate }} * (1 + {{ z }} * sqrt(cast({{ variance }} as {{ type_double() }})))
                    )
        end
{%- endmacro %}
