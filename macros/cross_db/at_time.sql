{#- The wall-clock timestamp of a date and a time of day. -#}
{% macro at_time(date, time) -%}
    {{ return(adapter.dispatch('at_time', 'contact_center')(date, time)) }}
{%- endmacro %}

{% macro default__at_time(date, time) -%} ({{ date }} + {{ time }}) {%- endmacro %}

{#- There, a time of day is text: see type_time. -#}
{% macro spark__at_time(date, time) -%}
    cast(cast({{ date }} as string) || ' ' || {{ time }} as {{ type_timestamp() }})
{%- endmacro %}
