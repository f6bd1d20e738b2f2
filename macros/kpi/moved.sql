{#-
Whether a KPI went a way and it is no chance; without an interval that could tell, whether it went far enough. Arguments: movement, a
row of int_kpi_movements; way, up or down; least_move, how far is enough.
-#}
{% macro moved(movement, way, least_move) -%}
    {%- set change = movement ~ '.change' if way == 'up' else '-' ~ movement ~ '.change' -%}
    case
            when {{ movement }}.is_change_significant is not null
                then {{ movement }}.is_change_significant and {{ change }} > 0
            else {{ change }} >= {{ least_move }}
        end
{%- endmacro %}
