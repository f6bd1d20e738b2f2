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

elapsed as (

    {{ with_open_seconds('moments', 'hours', ['ticket_key', 'moment']) }}

),

pivoted as (

    select
        {%- for moment in moments %}
        max(case when moment = '{{ moment }}' then open_seconds end) as {{ moment }},
        {%- endfor %}
        ticket_key
    from elapsed
    group by ticket_key

)

select
    ticket_key,
    first_responded_at - clock_started_at as first_response_business_seconds,
    case when first_solved_at >= created_at then first_solved_at - created_at end
        as first_resolution_business_seconds,
    case when last_solved_at >= created_at then last_solved_at - created_at end
        as resolution_business_seconds
from pivoted
