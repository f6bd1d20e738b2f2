{#-
Half the width of the normal 95 % interval of a mean, from sum, sum of squares and number (n - 1 in
the variance); null below two observations. Arguments: total, squares, units: SQL expressions.
-#}
{% macro normal_margin(total, squares, units) -%}
    {%- set n = 'cast(' ~ units ~ ' as ' ~ type_double() ~ ')' -%}
    {%- set sum = 'cast(' ~ total ~ ' as ' ~ type_double() ~ ')' -%}
    {%- set z = 'cast(' ~ confidence_z() ~ ' as ' ~ type_double() ~ ')' -%}
    case
            when {{ units }} >= 2
                then
                    {{ z }} * sqrt(
                        greatest(0, {{ squares }} - {{ sum }} * {{ sum }} / {{ n }})
                        / ({{ n }} - 1) / {{ n }}
                    )
        end
{%- endmacro %}
