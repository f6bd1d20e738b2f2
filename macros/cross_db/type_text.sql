{#- The engine's name of the type for text of any length. -#}
{% macro type_text() -%}
    {{ return(adapter.dispatch('type_text', 'contact_center')()) }}
{%- endmacro %}

{% macro default__type_text() -%}
text
{%- endmacro %}

{% macro spark__type_text() -%}
string
{%- endmacro %}
