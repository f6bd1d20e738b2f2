-- Opening hours as instants, one day at a time, so that a clock change or a holiday is a matter of
-- rows.
with calendars as (

    select * from {{ ref('int_business_calendars__accepted') }}

),

holidays as (

    select distinct
        business_calendar,
        holiday_date
    from {{ ref('int_holidays__accepted') }}

),

spine as (

    select date_day
    from {{ date_spine(
        '(select first_date from ' ~ ref('int_calendar_range') ~ ')',
        '(select last_date from ' ~ ref('int_calendar_range') ~ ')',
        'date_day',
    ) }} as spanned

)

{%- set opening = at_time('spine.date_day', 'calendars.opens_at') %}
{%- set closing = at_time('spine.date_day', 'calendars.closes_at') %}
{%- set closing_next_day = at_time(add_days('spine.date_day', 1), 'calendars.closes_at') %}

select
    calendars.business_calendar,
    spine.date_day as local_date,
    {{ utc_timestamp(opening, 'calendars.time_zone') }} as opens_at,
    case
        when calendars.closes_at > calendars.opens_at
            then {{ utc_timestamp(closing, 'calendars.time_zone') }}
        else {{ utc_timestamp(closing_next_day, 'calendars.time_zone') }}
    end as closes_at
from calendars
inner join spine on calendars.weekday = {{ iso_weekday('spine.date_day') }}
left join holidays
    on
        calendars.business_calendar = holidays.business_calendar
        and spine.date_day = holidays.holiday_date
where holidays.holiday_date is null
