with tickets as (

    select * from {{ ref('int_tickets__accepted') }}

),

followed as (

    select * from {{ ref('int_tickets__followed') }}

),

business as (

    select * from {{ ref('int_ticket_business_seconds') }}

),

queues as (

    select * from {{ ref('int_queues__valid') }}

),

zoned as (

    select
        tickets.*,
        coalesce(queues.time_zone, '{{ var("cc_business_timezone") }}') as time_zone
    from tickets
    left join queues
        on
            tickets.queue = queues.queue
            and tickets.created_at >= queues.valid_from
            and tickets.created_at < queues.valid_until

)

select
    zoned.row_key as ticket_key,
    zoned.source,
    zoned.ticket_id,
    zoned.channel,
    zoned.queue,
    zoned.agent_id,
    coalesce(zoned.topic, 'unknown') as topic,
    zoned.priority,
    zoned.complexity,
    zoned.opened_by,
    {{ to_date(local_timestamp('zoned.created_at', 'zoned.time_zone')) }} as created_date,
    {{ to_date(local_timestamp('followed.last_solved_at', 'zoned.time_zone')) }}
        as last_solved_date,
    zoned.created_at,
    followed.first_responded_at,
    followed.last_solved_at,
    {{ seconds_between('followed.clock_started_at', 'followed.first_responded_at') }}
        as first_response_seconds,
    business.first_response_business_seconds,
    case
        when followed.last_solved_at >= zoned.created_at
            then {{ seconds_between('zoned.created_at', 'followed.last_solved_at') }}
    end as resolution_seconds,
    business.resolution_business_seconds,
    followed.agent_replies,
    followed.reopens,
    followed.is_responded,
    case
        when
            followed.last_solved_at is not null
            and followed.agent_replies is not null
            and followed.reopens is not null
            then followed.agent_replies = 1 and followed.reopens = 0
    end as is_one_touch,
    followed.is_open,
    followed.is_after_horizon
from zoned
inner join followed on zoned.row_key = followed.ticket_key
left join business on zoned.row_key = business.ticket_key
