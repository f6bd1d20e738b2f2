{#-
Whole seconds from one timestamp to a later one, halves rounded up (-0.5 becomes 0), negative where
`later` comes first, null where either is null. A bigint.
-#}
{% macro seconds_between(earlier, later) -%}
    {{ return(adapter.dispatch('seconds_between', 'contact_center')(earlier, later)) }}
{%- endmacro %}

{% macro default__seconds_between(earlier, later) -%}
    cast(
        floor(
            0.5
            + extract(epoch from cast({{ later }} as timestamp) - cast({{ earlier }} as timestamp))
        )
        as bigint
    )
{%- endmacro %}

{% macro duckdb__seconds_between(earlier, later) -%}
    {#-
    In whole microseconds, so exact; `//` rounds towards zero, so the difference is moved above zero
    and back.
    -#}
    (
        (
            epoch_us(cast({{ later }} as timestamp)) - epoch_us(cast({{ earlier }} as timestamp))
            + 1000000000000500000
        ) // 1000000 - 1000000000000
    )
{%- endmacro %}

{% macro spark__seconds_between(earlier, later) -%}
    {#- As on DuckDB: `div` rounds towards zero, too. -#}
    (
        (
            unix_micros(cast({{ later }} as {{ type_timestamp() }})) - unix_micros(cast({{ earlier }} as {{ type_timestamp() }}))
            + 1000000000000500000
        ) div 1000000 - 1000000000000
    )
{%- endmacro %}
