{#-
Whole days from one date to a later one, negative where `later` comes first, null where either is
null. A bigint.
-#}
{% macro days_between(earlier, later) -%}
    {{ return(adapter.dispatch('days_between', 'contact_center')(earlier, later)) }}
{%- endmacro %}

{% macro default__days_between(earlier, later) -%}
    cast(cast({{ later }} as date) - cast({{ earlier }} as date) as bigint)
{%- endmacro %}

{% macro spark__days_between(earlier, later) -%}
    cast(datediff(cast({{ later }} as date), cast({{ earlier }} as date)) as bigint)
{%- endmacro %}
