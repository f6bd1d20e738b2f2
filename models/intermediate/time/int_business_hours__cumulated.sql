-- The time line of a calendar, cut wherever it opens or closes and at midnight UTC, with the
-- open seconds before each stretch: the open seconds between two instants are one difference.
-- Overlapping hours count once.
with opened as (

    select * from {{ ref('int_business_hours__opened') }}

),

calendars as (

    select distinct business_calendar
    from opened

),

midnights as (

    select {{ utc_timestamp('date_day', "'UTC'") }} as midnight
    from {{ date_spine(
        '(select first_date from ' ~ ref('int_calendar_range') ~ ')',
        '(select last_date from ' ~ ref('int_calendar_range') ~ ')',
        'date_day',
    ) }} as spanned

),

changes as (

    select
        business_calendar,
        opens_at as changes_at,
        1 as step
    from opened
    union all
    select
        business_calendar,
        closes_at as changes_at,
        -1 as step
    from opened
    union all
    select
        calendars.business_calendar,
        midnights.midnight as changes_at,
        0 as step
    from calendars
    cross join midnights

),

boundaries as (

    select
        business_calendar,
        changes_at,
        sum(step) as step
    from changes
    group by business_calendar, changes_at

),

stretches as (

    select
        business_calendar,
        changes_at as starts_at,
        lead(changes_at) over calendar as ends_at,
        sum(step) over (
            partition by business_calendar
            order by changes_at
            rows between unbounded preceding and current row
        ) > 0 as is_open
    from boundaries
    window calendar as (partition by business_calendar order by changes_at)

),

measured as (

    select
        stretches.*,
        case
            when stretches.is_open
                then {{ seconds_between('stretches.starts_at', 'stretches.ends_at') }}
            else 0
        end as open_seconds
    from stretches
    where stretches.ends_at is not null

)

select
    business_calendar,
    {{ to_date('starts_at') }} as starts_on,
    starts_at,
    ends_at,
    is_open,
    cast(
        coalesce(
            sum(open_seconds) over (
                partition by business_calendar
                order by starts_at
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as {{ type_bigint() }}
    ) as open_seconds_before
from measured
