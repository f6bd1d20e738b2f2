-- period_end: leap years, the longest and the shortest quarter, a week across the turn of the year.
with cases as (

    select cast('2024-02-01' as date) as starts, cast('2024-02-29' as date) as month_end, cast(null as date) as quarter_end,
        cast(null as date) as week_end
    union all
    select cast('2025-02-01' as date), cast('2025-02-28' as date), null, null
    union all
    select cast('2025-12-01' as date), cast('2025-12-31' as date), null, null
    union all
    select cast('2025-01-01' as date), cast('2025-01-31' as date), cast('2025-03-31' as date), null
    union all
    select cast('2025-07-01' as date), cast('2025-07-31' as date), cast('2025-09-30' as date), null
    union all
    select cast('2024-12-30' as date), null, null, cast('2025-01-05' as date)

)

select *
from cases
where
    {{ period_end('day', 'starts') }} <> starts
    or {{ period_end('month', 'starts') }} <> month_end
    or {{ period_end('quarter', 'starts') }} <> quarter_end
    or {{ period_end('week', 'starts') }} <> week_end
