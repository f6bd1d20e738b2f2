{#- The engine's name of the type for calendar days. -#}
{% macro type_date() -%}
    {{ return(adapter.dispatch('type_date', 'contact_center')()) }}
{%- endmacro %}

{% macro default__type_date() -%}
date
{%- endmacro %}
