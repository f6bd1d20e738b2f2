-- Whether the ledger is booked on a day: something is, with it every category that was booked on any day of the calendar month
-- before, in its currency and for its outsourcer and site (the pay of one site is no substitute for another's), and all of it can
-- be converted. Of the ledger itself, since the month before the first delivered contact counts, too.
with costs as (

    select
        upper(currency) as currency,
        category,
        outsourcer,
        site,
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

bills as (

    select
        days.date_day,
        costs.currency,
        bool_or(costs.period_start < days.month_start) as is_expected,
        bool_or(costs.period_end > days.date_day) as is_present
    from days
    inner join costs
        on days.date_day >= costs.period_start and days.previous_month_start < costs.period_end
    group by days.date_day, costs.currency, costs.category, costs.outsourcer, costs.site

),

judged as (

    select
        bills.date_day,
        bool_or(bills.is_present)
        and bool_and(bills.is_present or not bills.is_expected)
        and bool_and(rates.rate is not null or not bills.is_present) as is_booked
    from bills
    left join rates on bills.date_day = rates.date_day and bills.currency = rates.currency
    group by bills.date_day

)

select
    days.date_day,
    coalesce(judged.is_booked, false) as is_booked
from days
left join judged on days.date_day = judged.date_day
