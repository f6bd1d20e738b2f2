-- The costs ledger by business day: an item is spread evenly over its days. One that names a queue and no channel is of the
-- queue's channel. Decimals, so that the order of the rows does not matter.
with costs as (

    select * from {{ ref('int_costs__accepted') }}

),

days as (

    select date_day from {{ ref('dim_dates') }}

),

queue_channels as (

    select
        queue,
        max(channel) as channel
    from {{ ref('int_queues__valid') }}
    group by queue
    having count(distinct channel) = 1

),

spread as (

    select
        costs.currency,
        costs.period_start,
        costs.period_end,
        coalesce(costs.channel, queue_channels.channel) as channel,
        cast(
            cast(costs.amount as {{ type_double() }})
            / nullif({{ days_between('costs.period_start', 'costs.period_end') }}, 0)
            as decimal(38, 12)
        ) as amount_per_day
    from costs
    left join queue_channels on costs.queue = queue_channels.queue

)

select
    days.date_day,
    spread.currency,
    coalesce(spread.channel, 'all') as channel,
    sum(spread.amount_per_day) as amount
from spread
inner join days on spread.period_start <= days.date_day and spread.period_end > days.date_day
group by days.date_day, spread.currency, coalesce(spread.channel, 'all')
