-- The curves that are asked for, and the days of each: of every period with a window still open, of
-- the 13 ISO weeks before it begins, from which it may borrow, and of the last 13 complete ones.
{%- set base_days = 13 * 7 %}

with windows as (

    select * from {{ ref('int_fcr_windows') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

dates as (

    select * from {{ ref('dim_dates') }}

),

open_periods as (

    select distinct
        period_grain,
        period_start_date
    from windows
    where pending > 0

),

bases as (

    select distinct
        'weeks_before' as curve,
        {{ period_start('week', 'period_start_date') }} as curve_start_date
    from open_periods
    union all
    select
        'recent_weeks' as curve,
        {{ add_days('max(period_start_date)', 7) }} as curve_start_date
    from periods
    where period_grain = 'week' and is_complete

),

curve_days as (

    select
        periods.period_grain as curve,
        periods.period_start_date as curve_start_date,
        periods.date_day
    from periods
    inner join open_periods
        on
            periods.period_grain = open_periods.period_grain
            and periods.period_start_date = open_periods.period_start_date
    union all
    select
        bases.curve,
        bases.curve_start_date,
        dates.date_day
    from bases
    inner join dates
        on
            {{ add_days('bases.curve_start_date', -base_days) }} <= dates.date_day
            and bases.curve_start_date > dates.date_day

)

select * from curve_days
