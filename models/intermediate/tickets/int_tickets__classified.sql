-- Every judgement on a ticket, made once: three-state flags (null = left out, false = counts, true = counts and meets).
with tickets as (

    select * from {{ ref('int_tickets__accepted') }}

),

followed as (

    select * from {{ ref('int_tickets__followed') }}

),

zoned as (

    select * from {{ ref('int_tickets__zoned') }}

),

business as (

    select * from {{ ref('int_ticket_business_seconds') }}

)

select
    tickets.row_key as ticket_key,
    tickets.source,
    tickets.ticket_id,
    tickets.channel,
    coalesce(tickets.channel, 'unmapped') as channel_shown,
    tickets.queue,
    tickets.agent_id,
    coalesce(tickets.topic, 'unknown') as topic,
    tickets.priority,
    tickets.complexity,
    tickets.opened_by,
    zoned.time_zone,
    zoned.business_calendar,
    {{ to_date(local_timestamp('tickets.created_at', 'zoned.time_zone')) }} as created_date,
    {{ to_date(local_timestamp('followed.last_solved_at', 'zoned.time_zone')) }} as last_solved_date,
    tickets.created_at,
    followed.clock_started_at,
    followed.first_responded_at,
    followed.first_solved_at,
    followed.last_solved_at,
    {{ seconds_between('followed.clock_started_at', 'followed.first_responded_at') }} as first_response_seconds,
    business.first_response_business_seconds,
    case
        when followed.first_solved_at >= tickets.created_at
            then {{ seconds_between('tickets.created_at', 'followed.first_solved_at') }}
    end as first_resolution_seconds,
    business.first_resolution_business_seconds,
    case
        when followed.last_solved_at >= tickets.created_at
            then {{ seconds_between('tickets.created_at', 'followed.last_solved_at') }}
    end as resolution_seconds,
    business.resolution_business_seconds,
    followed.agent_replies,
    followed.reopens,
    followed.clock_started_at is not null as is_to_answer,
    followed.is_responded,
    not followed.is_responded as is_unanswered,
    not followed.is_responded and coalesce(followed.is_open, true) as is_answer_pending,
    -- one that lies open is not solved, whatever else nobody tells of it
    case
        when followed.last_solved_at is not null then true
        when followed.reopens is not null or followed.is_open then false
    end as is_solved,
    followed.reopens > 0 as is_reopened,
    case
        when
            followed.last_solved_at is not null
            and followed.agent_replies is not null
            and followed.reopens is not null
            then followed.agent_replies = 1 and followed.reopens = 0
    end as is_one_touch,
    followed.is_open,
    followed.is_after_horizon
from tickets
inner join followed on tickets.row_key = followed.ticket_key
inner join zoned on tickets.row_key = zoned.ticket_key
left join business on tickets.row_key = business.ticket_key
