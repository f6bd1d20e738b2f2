-- Whether a contact came outside the opening hours of its queue; unknown where the queue names no calendar.
with contacts as (

    select
        contact_key,
        business_calendar,
        started_at,
        {{ to_date('started_at_local') }} as local_date
    from {{ ref('int_contacts__classified') }}
    where business_calendar is not null

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
            -- hours past midnight began the day before; a queue and its calendar may lie a zone apart
            and contacts.local_date between {{ add_days('open_hours.local_date', -1) }}
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
