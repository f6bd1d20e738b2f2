{%- set first_day = '(select first_day from edges)' -%}
{%- set last_day = '(select last_day from edges)' -%}

with horizon as (

    select * from {{ ref('int_data_horizon') }}

),

days as (

    -- A queue's business day may lie before or after the business time zone's.
    select date_day from {{ ref('int_queue_entry_days__components') }}
    where scope_kind = 'center'
    union
    select date_day from {{ ref('int_contact_days__components') }}
    where scope_kind = 'center'
    union
    select date_day from {{ ref('int_ticket_created_days__components') }}
    where scope_kind = 'center'
    union
    select date_day from {{ ref('int_ticket_solved_days__components') }}
    where scope_kind = 'center'
    union
    select date_day from {{ ref('int_ticket_reply_days__components') }}
    where scope_kind = 'center'

),

edges as (

    select
        least(min(horizon.first_delivered_date), min(days.date_day)) as first_day,
        greatest(max(horizon.horizon_date), max(days.date_day)) as last_day
    from horizon
    left join days on true

),

dates as (

    select date_day
    from {{ date_spine(first_day, last_day, 'date_day') }} as spine

),

described as (

    select
        date_day,
        {{ iso_weekday('date_day') }} as iso_weekday,
        {{ period_start('week', 'date_day') }} as week_start_date,
        {{ period_start('month', 'date_day') }} as month_start_date,
        {{ period_start('quarter', 'date_day') }} as quarter_start_date,
        {{ period_start('year', 'date_day') }} as year_start_date
    from dates

)

select * from described
