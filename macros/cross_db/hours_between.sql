{#-
Hours from one timestamp to a later one, exact to the microsecond, negative where `later` comes
first, null where either is null. A double.
-#}
{% macro hours_between(earlier, later) -%}
    {{ return(adapter.dispatch('hours_between', 'contact_center')(earlier, later)) }}
{%- endmacro %}

{% macro default__hours_between(earlier, later) -%}
    {#- The microseconds are whole, so one division decides the last bit, on every engine alike. -#}
    (
        cast(
            1000000
            * extract(epoch from cast({{ later }} as timestamp) - cast({{ earlier }} as timestamp))
            as double precision
        ) / 3600000000
    )
{%- endmacro %}

{% macro duckdb__hours_between(earlier, later) -%}
    (
        cast(
            epoch_us(cast({{ later }} as timestamp)) - epoch_us(cast({{ earlier }} as timestamp))
            as double precision
        ) / 3600000000
    )
{%- endmacro %}

{% macro spark__hours_between(earlier, later) -%}
    (
        cast(
            unix_micros(cast({{ later }} as {{ type_timestamp() }})) - unix_micros(cast({{ earlier }} as {{ type_timestamp() }}))
            as double
        ) / 3600000000
    )
{%- endmacro %}
