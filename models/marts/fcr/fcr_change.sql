-- Kitagawa (1955): what a changed mix of contacts explains and what changed rates explain add up to the change of the center's
-- rate, for every driver.
with levels as (

    select * from {{ ref('fcr_drivers') }}

),

spans as (

    select distinct
        period_grain,
        period_start_date,
        previous_period_start_date
    from {{ ref('dim_periods') }}

),

totals as (

    select
        period_grain,
        period_start_date,
        driver,
        is_complete,
        sum(fcr_contacts_settled) as settled,
        sum(fcr_contacts_not_repeated) as not_repeated,
        sum(fcr_contacts_pending) as pending
    from levels
    group by period_grain, period_start_date, driver, is_complete

),

pairs as (

    select
        totals.period_grain,
        totals.period_start_date,
        previous.period_start_date as previous_period_start_date,
        totals.driver,
        totals.settled,
        totals.not_repeated,
        previous.settled as previous_settled,
        previous.not_repeated as previous_not_repeated,
        totals.is_complete and totals.pending = 0 and previous.pending = 0 as is_settled
    from totals
    inner join spans
        on totals.period_grain = spans.period_grain and totals.period_start_date = spans.period_start_date
    inner join totals as previous
        on
            spans.period_grain = previous.period_grain
            and spans.previous_period_start_date = previous.period_start_date
            and totals.driver = previous.driver
    where totals.settled > 0 and previous.settled > 0

),

-- a level may occur in one of the two periods only
present as (

    select pairs.*, levels.level
    from pairs
    inner join levels
        on
            pairs.period_grain = levels.period_grain
            and pairs.period_start_date = levels.period_start_date
            and pairs.driver = levels.driver
    union
    select pairs.*, levels.level
    from pairs
    inner join levels
        on
            pairs.period_grain = levels.period_grain
            and pairs.previous_period_start_date = levels.period_start_date
            and pairs.driver = levels.driver

),

weighted as (

    select
        present.*,
        coalesce(these.fcr_contacts_settled, 0) as level_settled,
        coalesce(previous.fcr_contacts_settled, 0) as previous_level_settled,
        these.fcr_rate,
        previous.fcr_rate as previous_fcr_rate,
        {{ safe_divide('coalesce(these.fcr_contacts_settled, 0)', 'present.settled') }} as weight,
        {{ safe_divide('coalesce(previous.fcr_contacts_settled, 0)', 'present.previous_settled') }} as previous_weight,
        -- a level that is absent on one side takes its rate from the other, and so changes the mix only
        coalesce(these.fcr_rate, previous.fcr_rate) as filled_rate,
        coalesce(previous.fcr_rate, these.fcr_rate) as previous_filled_rate,
        {{ safe_divide('present.not_repeated', 'present.settled') }} as center_rate,
        {{ safe_divide('present.previous_not_repeated', 'present.previous_settled') }} as previous_center_rate
    from present
    left join levels as these
        on
            present.period_grain = these.period_grain
            and present.period_start_date = these.period_start_date
            and present.driver = these.driver
            and present.level = these.level
    left join levels as previous
        on
            present.period_grain = previous.period_grain
            and present.previous_period_start_date = previous.period_start_date
            and present.driver = previous.driver
            and present.level = previous.level

)

select
    period_grain,
    period_start_date,
    previous_period_start_date,
    driver,
    level,
    is_settled,
    level_settled as fcr_contacts_settled,
    previous_level_settled as previous_fcr_contacts_settled,
    fcr_rate,
    previous_fcr_rate,
    weight,
    previous_weight,
    center_rate - previous_center_rate as center_change,
    -- + 0: no share times a worse rate would be minus zero, which some engines write as such
    (weight - previous_weight)
    * ((filled_rate + previous_filled_rate) / 2 - (center_rate + previous_center_rate) / 2) + 0 as mix_effect,
    (weight + previous_weight) / 2 * (filled_rate - previous_filled_rate) + 0 as rate_effect
from weighted
where level_settled > 0 or previous_level_settled > 0
