{#-
How far an end of the interval of a difference lies from it: two independent distances, squared and added. Arguments: own, other: from
either value to the end of its interval; margins, two that are taken instead where both are known. SQL expressions.
-#}
{% macro difference_margin(own, other, margins=none) -%}
    {%- set of_ends = 'sqrt(power(' ~ own ~ ', 2) + power(' ~ other ~ ', 2))' -%}
    {%- if margins -%}
    coalesce(sqrt(power({{ margins[0] }}, 2) + power({{ margins[1] }}, 2)), {{ of_ends }})
    {%- else -%}
    {{ of_ends }}
    {%- endif -%}
{%- endmacro %}
