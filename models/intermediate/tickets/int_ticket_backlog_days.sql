{%- set bands = ticket_age_bands() -%}

-- Tickets open at the end of each day, by age, as a running sum of those that came and went: never a row per ticket and day. The
-- day of the horizon is as of the horizon.
with moves as (

    select * from {{ ref('int_ticket_backlog_moves') }}

),

edges as (

    select
        (select min(date_day) from moves) as first_date,
        greatest((select max(date_day) from moves), (select max(date_day) from {{ ref('dim_dates') }})) as last_date

),

spine as (

    select date_day
    from {{ date_spine('(select first_date from edges)', '(select last_date from edges)', 'date_day') }} as spanned

),

begun as (

    select
        scope_kind,
        scope_value,
        min(date_day) as first_date
    from moves
    group by scope_kind, scope_value

),

days as (

    select
        spine.date_day,
        begun.scope_kind,
        begun.scope_value
    from begun
    inner join spine on begun.first_date <= spine.date_day

),

added as (

    select
        {%- for band in bands %}
        cast(
            sum(coalesce(moves.{{ band }}, 0)) over (
                partition by days.scope_kind, days.scope_value
                order by days.date_day
                rows between unbounded preceding and current row
            ) as {{ type_bigint() }}
        ) as {{ band }},
        {%- endfor %}
        days.date_day,
        days.scope_kind,
        days.scope_value
    from days
    left join moves
        on
            days.date_day = moves.date_day
            and days.scope_kind = moves.scope_kind
            and days.scope_value = moves.scope_value

)

select
    date_day,
    scope_kind,
    scope_value,
    {{ bands | join(' + ') }} as ticket_backlog,
    {{ bands | join(',\n    ') }}
from added
