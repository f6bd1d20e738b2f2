{#- The least text by code point, as an aggregate, whatever the database's collation. -#}
{% macro binary_min(expression) -%}
    {{ return(adapter.dispatch('binary_min', 'contact_center')(expression)) }}
{%- endmacro %}

{% macro default__binary_min(expression) -%} min({{ expression }}) {%- endmacro %}

{% macro postgres__binary_min(expression) -%} min({{ expression }} collate "C") {%- endmacro %}
