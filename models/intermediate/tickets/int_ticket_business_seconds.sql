-- First response and resolution in opening hours of the ticket's queue; no row where that names no
-- calendar.
with tickets as (

    select
        tickets.row_key as ticket_key,
        queues.business_calendar,
        tickets.created_at
    from {{ ref('int_tickets__accepted') }} as tickets
    inner join {{ ref('int_queues__valid') }} as queues
        on
            tickets.queue = queues.queue
            and tickets.created_at >= queues.valid_from
            and tickets.created_at < queues.valid_until
    where queues.business_calendar is not null

),

followed as (

    select * from {{ ref('int_tickets__followed') }}

),

moments as (
    {% for moment in ['clock_started_at', 'first_responded_at', 'created_at', 'last_solved_at'] %}
    select
        tickets.ticket_key,
        tickets.business_calendar,
        '{{ moment }}' as moment,
        {{ 'tickets' if moment == 'created_at' else 'followed' }}.{{ moment }} as instant
    from tickets
    inner join followed on tickets.ticket_key = followed.ticket_key
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

hours as (

    select * from {{ ref('int_business_hours__cumulated') }}

),

elapsed as (

    select
        moments.ticket_key,
        moments.moment,
        hours.open_seconds_before
        + case
            when hours.is_open then {{ seconds_between('hours.starts_at', 'moments.instant') }}
            else 0
        end as open_seconds
    from moments
    inner join hours
        on
            moments.business_calendar = hours.business_calendar
            and {{ to_date('moments.instant') }} = hours.starts_on
            and moments.instant >= hours.starts_at
            and moments.instant < hours.ends_at

),

pivoted as (

    select
        ticket_key,
        max(case when moment = 'clock_started_at' then open_seconds end) as clock_started_at,
        max(case when moment = 'first_responded_at' then open_seconds end) as first_responded_at,
        max(case when moment = 'created_at' then open_seconds end) as created_at,
        max(case when moment = 'last_solved_at' then open_seconds end) as last_solved_at
    from elapsed
    group by ticket_key

)

select
    ticket_key,
    first_responded_at - clock_started_at as first_response_business_seconds,
    case when last_solved_at >= created_at then last_solved_at - created_at end
        as resolution_business_seconds
from pivoted
