{#- The engine's name of the type for truth values. -#}
{% macro type_boolean() -%}
    {{ return(adapter.dispatch('type_boolean', 'contact_center')()) }}
{%- endmacro %}

{% macro default__type_boolean() -%}
boolean
{%- endmacro %}
