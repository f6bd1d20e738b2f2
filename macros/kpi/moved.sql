{#-
Whether a KPI went a way and it is no chance; of one without intervals, which could not tell, whether it went far enough. Arguments:
movement, a row of int_kpi_movements; way, up or down; least_move, how far is enough, none where the KPI has intervals.
-#}
{% macro moved(movement, way, least_move) -%}
    {%- set change = movement ~ '.change' if way == 'up' else '-' ~ movement ~ '.change' -%}
    {%- if least_move is none -%}
        coalesce({{ movement }}.is_change_significant and {{ change }} > 0, false)
    {%- else -%}
        {{ change }} >= {{ least_move }}
    {%- endif -%}
{%- endmacro %}
