{#-
The bucket of a histogram that a duration lies in: bucket i holds what is greater than g^(i - 1) and
at most g^i, g being 1.01 / 0.99; zero has bucket -1 for itself. No whole number from 2 to 100,000,000
lies within 1e-8 of a bound, so every engine's ln() agrees on it, and ln(1) is 0 everywhere. Null,
longer than any duration, has the bucket null. Arguments: seconds, a SQL expression: whole seconds,
zero or more.
-#}
{% macro histogram_bucket(seconds) -%}
    {#- A filter would not keep ln() from 0: only case does. -#}
    case
            when {{ seconds }} = 0 then cast(-1 as {{ type_bigint() }})
            when {{ seconds }} > 0
                then cast(
                    ceil(ln(cast({{ seconds }} as {{ type_double() }})) / {{ histogram_growth_log() }})
                    as {{ type_bigint() }}
                )
        end
{%- endmacro %}
