{#-
The lower end of the Wilson 95 % interval of a share of units; null where there is no unit.
Arguments: successes, units: SQL expressions.
-#}
{% macro wilson_low(successes, units) -%}
    {%- set n = 'nullif(cast(' ~ units ~ ' as ' ~ type_double() ~ '), 0)' -%}
    {%- set p = '(cast(' ~ successes ~ ' as ' ~ type_double() ~ ') / ' ~ n ~ ')' -%}
    {%- set z = 'cast(' ~ confidence_z() ~ ' as ' ~ type_double() ~ ')' -%}
    (
        (
            {{ p }} + {{ z }} * {{ z }} / (2 * {{ n }})
            - {{ z }} * sqrt(
                greatest(
                    0,
                    {{ p }} * (1 - {{ p }}) / {{ n }} + {{ z }} * {{ z }} / (4 * {{ n }} * {{ n }})
                )
            )
        ) / (1 + {{ z }} * {{ z }} / {{ n }})
    )
{%- endmacro %}
