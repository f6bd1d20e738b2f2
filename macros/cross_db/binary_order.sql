{#- A text expression to order by: by code point, whatever the database's collation. -#}
{% macro binary_order(expression) -%}
    {{ return(adapter.dispatch('binary_order', 'contact_center')(expression)) }}
{%- endmacro %}

{% macro default__binary_order(expression) -%} {{ expression }} {%- endmacro %}

{% macro postgres__binary_order(expression) -%} {{ expression }} collate "C" {%- endmacro %}
