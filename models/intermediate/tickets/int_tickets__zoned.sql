-- Where a ticket's clocks stand: time zone and calendar of its queue, as valid when it was created,
-- rule it to its end.
with tickets as (

    select * from {{ ref('int_tickets__accepted') }}

),

queues as (

    select * from {{ ref('int_queues__valid') }}

)

select
    tickets.row_key as ticket_key,
    coalesce(queues.time_zone, '{{ var("cc_business_timezone") }}') as time_zone,
    queues.business_calendar
from tickets
left join queues
    on
        tickets.queue = queues.queue
        and tickets.created_at >= queues.valid_from
        and tickets.created_at < queues.valid_until
