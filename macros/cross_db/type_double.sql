{#- The engine's name of the type for 64-bit floating point. -#}
{% macro type_double() -%}
    {{ return(adapter.dispatch('type_double', 'contact_center')()) }}
{%- endmacro %}

{% macro default__type_double() -%}
double precision
{%- endmacro %}

{% macro spark__type_double() -%}
double
{%- endmacro %}
