{#- The digits of a text expression, in order; empty where it has none. -#}
{% macro digits_of(expression) -%}
    {{ return(adapter.dispatch('digits_of', 'contact_center')(expression)) }}
{%- endmacro %}

{% macro default__digits_of(expression) -%}
    regexp_replace({{ expression }}, '[^0-9]', '', 'g')
{%- endmacro %}
