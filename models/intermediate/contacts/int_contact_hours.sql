-- Whether a contact came outside the opening hours of its queue; unknown where the queue names no calendar.
with contacts as (

    select
        contacts.contact_key,
        queues.business_calendar,
        contacts.started_at,
        {{ to_date('contacts.started_at') }} as utc_date
    from {{ ref('int_contacts__assembled') }} as contacts
    inner join {{ ref('int_queues__valid') }} as queues
        on
            contacts.dating_queue = queues.queue
            and contacts.started_at >= queues.valid_from
            and contacts.started_at < queues.valid_until
    where queues.business_calendar is not null

),

calendars as (

    select distinct business_calendar from {{ ref('int_business_calendars__accepted') }}

),

open_hours as (

    select * from {{ ref('int_business_hours__opened') }}

),

inside as (

    select distinct contacts.contact_key
    from contacts
    inner join open_hours
        on
            contacts.business_calendar = open_hours.business_calendar
            -- hours past midnight began the day before; the calendar lies a zone apart from UTC
            and contacts.utc_date between {{ add_days('open_hours.local_date', -1) }}
            and {{ add_days('open_hours.local_date', 2) }}
            and contacts.started_at >= open_hours.opens_at
            and contacts.started_at < open_hours.closes_at

)

select
    contacts.contact_key,
    inside.contact_key is null as is_after_hours
from contacts
inner join calendars on contacts.business_calendar = calendars.business_calendar
left join inside on contacts.contact_key = inside.contact_key
