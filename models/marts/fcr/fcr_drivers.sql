with days as (

    select * from {{ ref('int_fcr_driver_days__components') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

summed as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.driver,
        days.level,
        periods.is_complete,
        cast(sum(days.settled) as {{ type_bigint() }}) as fcr_contacts_settled,
        cast(sum(days.not_repeated) as {{ type_bigint() }}) as fcr_contacts_not_repeated,
        cast(sum(days.pending) as {{ type_bigint() }}) as fcr_contacts_pending
    from days
    inner join periods on days.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, periods.is_complete, days.driver, days.level

),

shared as (

    select
        summed.*,
        sum(fcr_contacts_settled) over driver as driver_settled,
        sum(fcr_contacts_not_repeated) over driver as driver_not_repeated
    from summed
    window driver as (partition by period_grain, period_start_date, driver)

)

select
    period_grain,
    period_start_date,
    driver,
    level,
    is_complete,
    fcr_contacts_settled,
    fcr_contacts_not_repeated,
    fcr_contacts_pending,
    {{ safe_divide('fcr_contacts_settled', 'driver_settled') }} as settled_share,
    {{ safe_divide('fcr_contacts_not_repeated', 'fcr_contacts_settled') }} as fcr_rate,
    {{ wilson_low('fcr_contacts_not_repeated', 'fcr_contacts_settled') }} as interval_low,
    {{ wilson_high('fcr_contacts_not_repeated', 'fcr_contacts_settled') }} as interval_high,
    {{ safe_divide('driver_not_repeated - fcr_contacts_not_repeated', 'driver_settled - fcr_contacts_settled') }}
        as rest_fcr_rate,
    fcr_contacts_settled >= {{ var('cc_minimum_sample') }} as is_reliable
from shared
