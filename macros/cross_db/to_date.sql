{#- The day of a timestamp, as that timestamp shows it (local or UTC). -#}
{% macro to_date(timestamp) -%}
    {{ return(adapter.dispatch('to_date', 'contact_center')(timestamp)) }}
{%- endmacro %}

{% macro default__to_date(timestamp) -%}
    cast({{ timestamp }} as date)
{%- endmacro %}
