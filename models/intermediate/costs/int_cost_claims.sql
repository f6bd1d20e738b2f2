-- What items of the ledger name. A queue that only ever had one channel names that, too.
with item_days as (

    select * from {{ ref('int_cost_item_days__converted') }}

),

queue_channels as (

    select
        queue,
        max(channel) as channel
    from {{ ref('int_queues__valid') }}
    group by queue
    having count(distinct channel) = 1

)

select distinct
    item_days.claim_key,
    item_days.month_start_date,
    item_days.outsourcer,
    item_days.site,
    item_days.queue,
    item_days.channel,
    coalesce(item_days.channel, queue_channels.channel) as own_channel,
    item_days.is_payroll
from item_days
left join queue_channels on item_days.queue = queue_channels.queue
