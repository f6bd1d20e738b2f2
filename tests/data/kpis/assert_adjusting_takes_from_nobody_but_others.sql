-- Over all agencies, what is expected of their contacts is what they observed: nobody gains but at others' cost. (Of seconds spent where
-- nobody counts a contact nothing can be expected.)
with observations as (

    select
        kpi,
        period_grain,
        period_start_date,
        sum(numerator) as observed
    from {{ ref('int_mix_strata') }}
    where stratum_denominator > 0
    group by kpi, period_grain, period_start_date

),

expectations as (

    select
        kpi,
        period_grain,
        period_start_date,
        sum(expected_numerator) as expected
    from {{ ref('int_adjusted_figures') }}
    where scope_kind = 'outsourcer'
    group by kpi, period_grain, period_start_date

)

select
    observations.kpi,
    observations.period_grain,
    observations.period_start_date,
    observations.observed,
    expectations.expected
from observations
left join expectations
    on
        observations.kpi = expectations.kpi
        and observations.period_grain = expectations.period_grain
        and observations.period_start_date = expectations.period_start_date
where
    expectations.expected is null
    or abs(observations.observed - expectations.expected) > 0.000001 * greatest(1, observations.observed)
