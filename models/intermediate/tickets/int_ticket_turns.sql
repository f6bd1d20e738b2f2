-- How long the customer waited each time: from the first message nobody had answered yet, the opening one included, to the next
-- public reply by a person. At one instant the message comes before the reply. Only where replies are told at all.
with tickets as (

    select
        ticket_key,
        clock_started_at,
        business_calendar,
        is_open
    from {{ ref('int_tickets__classified') }}
    where is_responded is not null

),

events as (

    select
        events.ticket_key,
        events.occurred_at,
        events.is_reply_by_person,
        events.is_reply_by_customer
    from {{ ref('int_ticket_events__placed') }} as events
    inner join tickets on events.ticket_key = tickets.ticket_key
    where (events.is_reply_by_person or events.is_reply_by_customer) and events.occurred_at >= tickets.clock_started_at

),

-- the opening message itself is no event
messages as (

    select
        ticket_key,
        clock_started_at as occurred_at,
        0 as is_reply
    from tickets
    union all
    select
        ticket_key,
        occurred_at,
        case when is_reply_by_person then 1 else 0 end as is_reply
    from events

),

counted as (

    select
        messages.*,
        sum(is_reply) over (
            partition by ticket_key
            order by occurred_at, is_reply
            rows between unbounded preceding and current row
        ) - is_reply as replies_before
    from messages

),

turns as (

    select
        ticket_key,
        replies_before,
        min(case when is_reply = 0 then occurred_at end) as asked_at,
        max(case when is_reply = 1 then occurred_at end) as answered_at
    from counted
    group by ticket_key, replies_before

),

-- what a person wrote on top of an own reply answers nobody
asked as (

    select
        ticket_key,
        cast(row_number() over (partition by ticket_key order by asked_at) as {{ type_bigint() }}) as turn_number,
        asked_at,
        answered_at
    from turns
    where asked_at is not null

),

moments as (

    select
        asked.ticket_key,
        asked.turn_number,
        tickets.business_calendar,
        'asked_at' as moment,
        asked.asked_at as instant
    from asked
    inner join tickets on asked.ticket_key = tickets.ticket_key
    where tickets.business_calendar is not null and asked.answered_at is not null
    union all
    select
        asked.ticket_key,
        asked.turn_number,
        tickets.business_calendar,
        'answered_at' as moment,
        asked.answered_at as instant
    from asked
    inner join tickets on asked.ticket_key = tickets.ticket_key
    where tickets.business_calendar is not null and asked.answered_at is not null

),

hours as (

    select * from {{ ref('int_business_hours__cumulated') }}

),

read as (

    {{ with_open_clock('moments', 'hours', ['ticket_key', 'turn_number', 'moment']) }}

),

clocks as (

    select
        ticket_key,
        turn_number,
        max(case when moment = 'asked_at' then open_clock end) as asked_at,
        max(case when moment = 'answered_at' then open_clock end) as answered_at
    from read
    group by ticket_key, turn_number

)

select
    asked.ticket_key,
    asked.turn_number,
    asked.asked_at,
    asked.answered_at,
    {{ seconds_between('asked.asked_at', 'asked.answered_at') }} as response_seconds,
    {{ seconds_between('clocks.asked_at', 'clocks.answered_at') }} as response_business_seconds,
    asked.turn_number > 1 as is_later,
    asked.answered_at is not null as is_answered,
    -- whoever thanks after the end waits for nobody
    asked.answered_at is null and coalesce(tickets.is_open, true) as is_pending
from asked
inner join tickets on asked.ticket_key = tickets.ticket_key
left join clocks on asked.ticket_key = clocks.ticket_key and asked.turn_number = clocks.turn_number
