-- Whether the ledger is booked on a day: something is, and with it every category that was booked on any day of the calendar
-- month before. Of the ledger itself, since the month before the first delivered contact counts, too.
with costs as (

    select
        currency,
        coalesce(category, 'none') as category,
        period_start,
        period_end
    from {{ ref('int_costs__accepted') }}
    where period_start < period_end

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
        date_day,
        currency,
        bool_or(is_present) and bool_and(is_present or not is_expected) as is_booked
    from categories
    group by date_day, currency

),

currencies as (

    select distinct currency from costs

)

select
    days.date_day,
    currencies.currency,
    coalesce(judged.is_booked, false) as is_booked
from days
cross join currencies
left join judged on days.date_day = judged.date_day and currencies.currency = judged.currency
