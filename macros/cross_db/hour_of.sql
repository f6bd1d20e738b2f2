{#- The hour of a timestamp, 0 to 23, as that timestamp shows it (local or UTC). A bigint. -#}
{% macro hour_of(timestamp) -%}
    {{ return(adapter.dispatch('hour_of', 'contact_center')(timestamp)) }}
{%- endmacro %}

{% macro default__hour_of(timestamp) -%}
    cast(extract(hour from cast({{ timestamp }} as timestamp)) as bigint)
{%- endmacro %}
