-- What everybody together makes of each kind of contact in a period. Kinds too rare to say are one, with the rest of their
-- channel. Everybody is all agencies: a contact that two of them handled is one of each, here as in what is compared.
{%- set double = type_double() %}

with days as (

    select * from {{ ref('int_mix_days__measured') }}
    where scope_kind = 'outsourcer'

),

periods as (

    select * from {{ ref('dim_periods') }}

),

cells as (

    select
        days.kpi,
        periods.period_grain,
        periods.period_start_date,
        days.channel,
        days.topic,
        days.complexity,
        cast(sum(days.numerator) as {{ double }}) as numerator,
        cast(sum(days.denominator) as {{ double }}) as denominator,
        cast(sum(days.squares) as {{ double }}) as squares
    from days
    inner join periods on days.date_day = periods.date_day
    group by days.kpi, periods.period_grain, periods.period_start_date, days.channel, days.topic, days.complexity

),

placed as (

    select
        cells.*,
        denominator >= {{ var('cc_minimum_sample') }} as is_own_stratum
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
    kpi,
    period_grain,
    period_start_date,
    channel,
    topic,
    complexity,
    numerator,
    denominator,
    squares,
    is_own_stratum,
    sum(numerator) over stratum as stratum_numerator,
    sum(denominator) over stratum as stratum_denominator
from strata
window stratum as (
    partition by kpi, period_grain, period_start_date, channel, is_own_stratum, stratum_topic, stratum_complexity
)
