{#-
The timestamp so many hours after `instant` (before it, where negative; fractions allowed). Null
where either is null.
-#}
{% macro add_hours(instant, hours) -%}
    {{ return(adapter.dispatch('add_hours', 'contact_center')(instant, hours)) }}
{%- endmacro %}

{% macro default__add_hours(instant, hours) -%}
    (cast({{ instant }} as timestamp) + ({{ hours }}) * interval '1 hour')
{%- endmacro %}

{% macro duckdb__add_hours(instant, hours) -%}
    make_timestamp(
        epoch_us(cast({{ instant }} as timestamp)) + cast(({{ hours }}) * 3600000000 as bigint)
    )
{%- endmacro %}

{% macro spark__add_hours(instant, hours) -%}
    {{ spark__add_seconds(instant, '(' ~ hours ~ ') * 3600') }}
{%- endmacro %}
