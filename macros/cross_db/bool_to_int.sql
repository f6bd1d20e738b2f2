{#- 1 where true, 0 where false, null where null. An integer. -#}
{% macro bool_to_int(expression) -%}
    {{ return(adapter.dispatch('bool_to_int', 'contact_center')(expression)) }}
{%- endmacro %}

{% macro default__bool_to_int(expression) -%}
    cast({{ expression }} as integer)
{%- endmacro %}
