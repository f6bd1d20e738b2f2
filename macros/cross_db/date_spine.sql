{#-
Every date from the first to the last, both included, as a subquery with one column, to be read as
`from date_spine(...) as days`. No row where either end is null or the last comes first. The ends
are literals or scalar subqueries.
-#}
{% macro date_spine(first, last, column) -%}
    {{ return(adapter.dispatch('date_spine', 'contact_center')(first, last, column)) }}
{%- endmacro %}

{% macro default__date_spine(first, last, column) -%}
    (
        select cast(moments.moment as date) as {{ column }}
        from
            generate_series(
                cast({{ first }} as timestamp), cast({{ last }} as timestamp), interval '1 day'
            ) as moments (moment)
    )
{%- endmacro %}

{% macro duckdb__date_spine(first, last, column) -%}
    (
        select cast(moments.moment as date) as {{ column }}
        from (
            select unnest(
                generate_series(
                    cast({{ first }} as timestamp), cast({{ last }} as timestamp), interval '1 day'
                )
            ) as moment
        ) as moments
    )
{%- endmacro %}

{#- A sequence of two dates runs backwards where the last comes first. -#}
{% macro spark__date_spine(first, last, column) -%}
    (
        select days.{{ column }}
        from (select cast({{ first }} as date) as first_day, cast({{ last }} as date) as last_day) as ends
        lateral view explode(sequence(ends.first_day, ends.last_day)) days as {{ column }}
        where ends.first_day <= ends.last_day
    )
{%- endmacro %}
