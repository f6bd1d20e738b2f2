{%- set double = type_double() -%}

-- The backlog of a period is that of its last day: it does not add up. Nothing is known before a scope's first ticket.
with days as (

    select * from {{ ref('int_ticket_backlog_days') }}

),

edges as (

    select max(date_day) as last_date from days

),

periods as (

    select distinct
        period_grain,
        period_start_date,
        period_end_date
    from {{ ref('dim_periods') }}

)

select
    periods.period_grain,
    periods.period_start_date,
    {%- for name in ['ticket_backlog'] + (ticket_age_bands() | list) %}
    cast(days.{{ name }} as {{ double }}) as {{ name }},
    {%- endfor %}
    days.scope_kind,
    days.scope_value
from periods
cross join edges
inner join days on days.date_day = least(periods.period_end_date, edges.last_date)
