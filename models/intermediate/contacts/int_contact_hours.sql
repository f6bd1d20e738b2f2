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

hours as (

    select * from {{ ref('int_business_hours__cumulated') }}

)

select
    contacts.contact_key,
    -- before the first and after the last hour of a calendar nobody is there
    coalesce(not hours.is_open, true) as is_after_hours
from contacts
inner join calendars on contacts.business_calendar = calendars.business_calendar
left join hours
    on
        contacts.business_calendar = hours.business_calendar
        and contacts.utc_date = hours.starts_on
        and contacts.started_at >= hours.starts_at
        and contacts.started_at < hours.ends_at
