{#- The ISO number of a weekday: 1 is Monday, 7 is Sunday. A bigint. -#}
{% macro iso_weekday(date) -%}
    {{ return(adapter.dispatch('iso_weekday', 'contact_center')(date)) }}
{%- endmacro %}

{% macro default__iso_weekday(date) -%}
    cast(extract(isodow from cast({{ date }} as date)) as bigint)
{%- endmacro %}

{% macro spark__iso_weekday(date) -%}
    cast(weekday(cast({{ date }} as date)) + 1 as bigint)
{%- endmacro %}
