-- What the channels cost in a period is all that the ledger books on it: nothing is spent twice, and nothing is lost, except where
-- nobody at all was handled. A millionth of the currency is the rounding of the daily amounts.
with spent as (

    select
        period_grain,
        period_start_date,
        currency,
        sum(own_cost + shared_cost) as spent
    from {{ ref('int_channel_period_costs') }}
    group by period_grain, period_start_date, currency

),

handled as (

    select distinct
        period_grain,
        period_start_date
    from {{ ref('fct_channel_kpis') }}
    where contacts_handled > 0

),

booked as (

    select
        periods.period_grain,
        periods.period_start_date,
        costs.currency,
        cast(sum(costs.amount) as {{ type_double() }}) as booked
    from {{ ref('int_cost_days__prorated') }} as costs
    inner join {{ ref('dim_periods') }} as periods on costs.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, costs.currency

)

select
    booked.*,
    spent.spent
from booked
inner join handled
    on booked.period_grain = handled.period_grain and booked.period_start_date = handled.period_start_date
left join spent
    on
        booked.period_grain = spent.period_grain
        and booked.period_start_date = spent.period_start_date
        and booked.currency = spent.currency
where abs(booked.booked - coalesce(spent.spent, 0)) > 0.000001
