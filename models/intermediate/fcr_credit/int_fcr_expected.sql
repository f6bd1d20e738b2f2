-- What the center would have resolved of the contacts that a scope had: each contact counts the center's rate in its stratum.
with days as (

    select * from {{ ref('int_fcr_mix_days') }}
    where scope_kind <> 'center'

),

periods as (

    select * from {{ ref('dim_periods') }}

),

strata as (

    select * from {{ ref('int_fcr_strata') }}

),

mixes as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        days.channel,
        days.topic,
        days.complexity,
        sum(days.settled) as settled
    from days
    inner join periods on days.date_day = periods.date_day
    group by
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        days.channel,
        days.topic,
        days.complexity

),

compared as (

    -- Added as decimals, so that the order of the rows does not matter.
    select
        mixes.*,
        strata.is_own_stratum,
        cast(
            {{ safe_divide('mixes.settled * strata.stratum_not_repeated', 'strata.stratum_settled') }}
            as decimal(38, 12)
        ) as expected
    from mixes
    inner join strata
        on
            mixes.period_grain = strata.period_grain
            and mixes.period_start_date = strata.period_start_date
            and mixes.channel = strata.channel
            and mixes.topic = strata.topic
            and mixes.complexity = strata.complexity

)

select
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    cast(sum(settled) as {{ type_bigint() }}) as settled,
    cast(sum(case when is_own_stratum then settled else 0 end) as {{ type_bigint() }}) as settled_in_own_strata,
    cast(sum(expected) as {{ type_double() }}) as expected
from compared
group by period_grain, period_start_date, scope_kind, scope_value
