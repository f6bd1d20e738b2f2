{#- The engine's name of the type for 64-bit integers. -#}
{% macro type_bigint() -%}
    {{ return(adapter.dispatch('type_bigint', 'contact_center')()) }}
{%- endmacro %}

{% macro default__type_bigint() -%}
bigint
{%- endmacro %}
