-- Whether the ledger is booked on a day: something is, with it every category (in a currency) that was booked on any day of the
-- calendar month before, and all of it can be converted. Of the ledger itself, since the month before the first delivered contact
-- counts, too.
with costs as (

    select
        upper(currency) as currency,
        coalesce(category, 'none') as category,
        period_start,
        period_end
    from {{ ref('int_costs__accepted') }}
    where period_start < period_end

),

rates as (

    select * from {{ ref('int_currency_days') }}

),

days as (

    select
        date_day,
        {{ period_start('month', 'date_day') }} as month_start,
        {{ period_start('month', add_days(period_start('month', 'date_day'), -1)) }} as previous_month_start
    from {{ ref('dim_dates') }}

),

categories as (

    select
        days.date_day,
        costs.currency,
        costs.category,
        bool_or(costs.period_start < days.month_start) as is_expected,
        bool_or(costs.period_end > days.date_day) as is_present
    from days
    inner join costs
        on days.date_day >= costs.period_start and days.previous_month_start < costs.period_end
    group by days.date_day, costs.currency, costs.category

),

judged as (

    select
        categories.date_day,
        bool_or(categories.is_present)
        and bool_and(categories.is_present or not categories.is_expected)
        and bool_and(rates.rate is not null or not categories.is_present) as is_booked
    from categories
    left join rates on categories.date_day = rates.date_day and categories.currency = rates.currency
    group by categories.date_day

)

select
    days.date_day,
    coalesce(judged.is_booked, false) as is_booked
from days
left join judged on days.date_day = judged.date_day
