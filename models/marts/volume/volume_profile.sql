-- What an ordinary week looks like, hour by hour on the wall clock: the last 13 complete weeks, or as many as the scope has been
-- there.
{%- set midnight = "cast('00:00:00' as " ~ type_time() ~ ")" %}
{%- set local_date = to_date('interval_starts_at_local') %}

with horizon as (

    select first_delivered_date from {{ ref('int_data_horizon') }}

),

complete_weeks as (

    select distinct
        periods.period_start_date,
        periods.period_end_date
    from {{ ref('dim_periods') }} as periods
    inner join horizon on periods.period_start_date >= horizon.first_delivered_date
    where periods.period_grain = 'week' and periods.is_complete

),

last_weeks as (

    select
        complete_weeks.*,
        row_number() over (order by period_start_date desc nulls last) as weeks_ago
    from complete_weeks

),

intervals as (

    select
        scope_kind,
        scope_value,
        {{ local_date }} as local_date,
        {{ iso_weekday(local_date) }} as iso_weekday,
        cast(
            floor({{ hours_between(at_time(local_date, midnight), 'interval_starts_at_local') }}) as {{ type_bigint() }}
        ) as hour_of_day,
        queue_entries_offered
    from {{ ref('volume_intervals') }}
    where interval_minutes = 15

),

firsts as (

    select
        scope_kind,
        scope_value,
        min(local_date) as first_date
    from intervals
    group by scope_kind, scope_value

),

weeks as (

    -- a queue that was opened later is no queue that nobody called before
    select
        firsts.scope_kind,
        firsts.scope_value,
        min(last_weeks.period_start_date) as first_date,
        max(last_weeks.period_end_date) as last_date,
        cast(count(*) as {{ type_bigint() }}) as weeks
    from firsts
    inner join last_weeks on firsts.first_date <= last_weeks.period_start_date
    where last_weeks.weeks_ago <= 13
    group by firsts.scope_kind, firsts.scope_value

),

counted as (

    select
        weeks.scope_kind,
        weeks.scope_value,
        weeks.weeks,
        intervals.iso_weekday,
        intervals.hour_of_day,
        sum(intervals.queue_entries_offered) as queue_entries_offered
    from intervals
    inner join weeks
        on
            intervals.scope_kind = weeks.scope_kind
            and intervals.scope_value = weeks.scope_value
            and intervals.local_date between weeks.first_date and weeks.last_date
    group by weeks.scope_kind, weeks.scope_value, weeks.weeks, intervals.iso_weekday, intervals.hour_of_day

),

totals as (

    select
        scope_kind,
        scope_value,
        weeks,
        sum(queue_entries_offered) as queue_entries_offered
    from counted
    group by scope_kind, scope_value, weeks

),

weekdays as (

    select cast(days.number as {{ type_bigint() }}) as iso_weekday
    from (
        values
        {%- for day in range(1, 8) %}
        ({{ day }}){{ ',' if not loop.last }}
        {%- endfor %}
    ) as days (number)

),

hours as (

    select cast(hours.number as {{ type_bigint() }}) as hour_of_day
    from (
        values
        {%- for hour in range(24) %}
        ({{ hour }}){{ ',' if not loop.last }}
        {%- endfor %}
    ) as hours (number)

)

select
    totals.scope_kind,
    totals.scope_value,
    weekdays.iso_weekday,
    hours.hour_of_day,
    totals.weeks,
    cast(coalesce(counted.queue_entries_offered, 0) as {{ type_bigint() }}) as queue_entries_offered,
    {{ safe_divide('coalesce(counted.queue_entries_offered, 0)', 'totals.weeks') }} as average_queue_entries_offered,
    {{ safe_divide('coalesce(counted.queue_entries_offered, 0)', 'totals.queue_entries_offered') }} as share_of_week
from totals
cross join weekdays
cross join hours
left join counted
    on
        totals.scope_kind = counted.scope_kind
        and totals.scope_value = counted.scope_value
        and weekdays.iso_weekday = counted.iso_weekday
        and hours.hour_of_day = counted.hour_of_day
