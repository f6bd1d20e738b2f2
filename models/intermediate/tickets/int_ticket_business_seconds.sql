{%- set moments = ['created_at', 'clock_started_at', 'first_responded_at', 'first_solved_at', 'last_solved_at'] -%}

-- First response and resolution in opening hours of the ticket's queue; no row where that names no
-- calendar.
with tickets as (

    select
        zoned.ticket_key,
        zoned.business_calendar,
        accepted.created_at,
        followed.clock_started_at,
        followed.first_responded_at,
        followed.first_solved_at,
        followed.last_solved_at
    from {{ ref('int_tickets__zoned') }} as zoned
    inner join {{ ref('int_tickets__accepted') }} as accepted on zoned.ticket_key = accepted.row_key
    inner join {{ ref('int_tickets__followed') }} as followed on zoned.ticket_key = followed.ticket_key
    where zoned.business_calendar is not null

),

moments as (
    {% for moment in moments %}
    select
        ticket_key,
        business_calendar,
        '{{ moment }}' as moment,
        {{ moment }} as instant
    from tickets
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

hours as (

    select * from {{ ref('int_business_hours__cumulated') }}

),

read as (

    {{ with_open_clock('moments', 'hours', ['ticket_key', 'moment']) }}

),

clocks as (

    select
        {%- for moment in moments %}
        max(case when moment = '{{ moment }}' then open_clock end) as {{ moment }},
        {%- endfor %}
        ticket_key
    from read
    group by ticket_key

)

select
    clocks.ticket_key,
    {{ seconds_between('clocks.clock_started_at', 'clocks.first_responded_at') }} as first_response_business_seconds,
    case
        when tickets.first_solved_at >= tickets.created_at
            then {{ seconds_between('clocks.created_at', 'clocks.first_solved_at') }}
    end as first_resolution_business_seconds,
    case
        when tickets.last_solved_at >= tickets.created_at
            then {{ seconds_between('clocks.created_at', 'clocks.last_solved_at') }}
    end as resolution_business_seconds
from clocks
inner join tickets on clocks.ticket_key = tickets.ticket_key
