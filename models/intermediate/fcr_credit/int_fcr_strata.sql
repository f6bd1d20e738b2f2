-- What the center resolves of each kind of contact in a period. Strata too small to say are one, with the rest of their channel.
with days as (

    select * from {{ ref('int_fcr_mix_days') }}
    where scope_kind = 'center'

),

periods as (

    select * from {{ ref('dim_periods') }}

),

cells as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.channel,
        days.topic,
        days.complexity,
        sum(days.settled) as settled,
        sum(days.not_repeated) as not_repeated
    from days
    inner join periods on days.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, days.channel, days.topic, days.complexity

),

placed as (

    select
        cells.*,
        settled >= {{ var('cc_minimum_sample') }} as is_own_stratum
    from cells

),

strata as (

    select
        placed.*,
        case when is_own_stratum then topic end as stratum_topic,
        case when is_own_stratum then complexity end as stratum_complexity
    from placed

)

select
    period_grain,
    period_start_date,
    channel,
    topic,
    complexity,
    is_own_stratum,
    cast(sum(settled) over stratum as {{ type_bigint() }}) as stratum_settled,
    cast(sum(not_repeated) over stratum as {{ type_bigint() }}) as stratum_not_repeated
from strata
window stratum as (
    partition by period_grain, period_start_date, channel, is_own_stratum, stratum_topic, stratum_complexity
)
