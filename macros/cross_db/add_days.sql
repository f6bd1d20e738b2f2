{#-
The date so many whole days after `date` (before it, where negative). Null where either is null.
-#}
{% macro add_days(date, days) -%}
    {{ return(adapter.dispatch('add_days', 'contact_center')(date, days)) }}
{%- endmacro %}

{% macro default__add_days(date, days) -%}
    (cast({{ date }} as date) + cast({{ days }} as integer))
{%- endmacro %}

{% macro spark__add_days(date, days) -%}
    date_add(cast({{ date }} as date), cast({{ days }} as integer))
{%- endmacro %}
