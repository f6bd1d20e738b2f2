{#- The engine's name of the type for times of day. -#}
{% macro type_time() -%}
    {{ return(adapter.dispatch('type_time', 'contact_center')()) }}
{%- endmacro %}

{% macro default__type_time() -%}
time
{%- endmacro %}

{#- There is none in released versions that tables can hold: text, HH:MM:SS, which sorts and compares like a time. -#}
{% macro spark__type_time() -%}
string
{%- endmacro %}
