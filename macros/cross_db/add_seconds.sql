{#-
The timestamp so many seconds after `instant` (before it, where negative; fractions allowed). Null
where either is null.
-#}
{% macro add_seconds(instant, seconds) -%}
    {{ return(adapter.dispatch('add_seconds', 'contact_center')(instant, seconds)) }}
{%- endmacro %}

{% macro default__add_seconds(instant, seconds) -%}
    (cast({{ instant }} as timestamp) + ({{ seconds }}) * interval '1 second')
{%- endmacro %}

{% macro duckdb__add_seconds(instant, seconds) -%}
    make_timestamp(
        epoch_us(cast({{ instant }} as timestamp)) + cast(({{ seconds }}) * 1000000 as bigint)
    )
{%- endmacro %}

{% macro spark__add_seconds(instant, seconds) -%}
    (
        cast({{ instant }} as {{ type_timestamp() }})
        + make_dt_interval(0, 0, 0, cast(({{ seconds }}) as decimal(18, 6)))
    )
{%- endmacro %}
