{#- The engine's name of the type for times of day. -#}
{% macro type_time() -%}
    {{ return(adapter.dispatch('type_time', 'contact_center')()) }}
{%- endmacro %}

{% macro default__type_time() -%}
time
{%- endmacro %}
