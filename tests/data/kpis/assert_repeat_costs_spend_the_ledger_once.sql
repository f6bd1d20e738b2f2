-- What the channels cost in a period is what the ledger books on it, on channels with handled contacts and on none: nothing is spent twice.
-- A millionth of the currency is the rounding of the daily amounts.
with spent as (

    select
        period_grain,
        period_start_date,
        currency,
        sum(own_cost + shared_cost) as spent
    from {{ ref('int_channel_period_costs') }}
    group by period_grain, period_start_date, currency

),

booked as (

    select
        periods.period_grain,
        periods.period_start_date,
        costs.currency,
        cast(sum(costs.amount) as {{ type_double() }}) as booked
    from {{ ref('int_cost_days__prorated') }} as costs
    inner join {{ ref('dim_periods') }} as periods on costs.date_day = periods.date_day
    left join {{ ref('fct_channel_kpis') }} as channels
        on
            periods.period_grain = channels.period_grain
            and periods.period_start_date = channels.period_start_date
            and costs.channel = channels.channel
    where costs.channel = 'all' or channels.contacts_handled > 0
    group by periods.period_grain, periods.period_start_date, costs.currency

)

select
    spent.*,
    booked.booked
from spent
left join booked
    on
        spent.period_grain = booked.period_grain
        and spent.period_start_date = booked.period_start_date
        and spent.currency = booked.currency
where abs(spent.spent - coalesce(booked.booked, 0)) > 0.000001
