-- Over all agencies, what is expected of their contacts is what they observed: nobody gains but at others' cost.
with figures as (

    select * from {{ ref('int_adjusted_figures') }}
    where scope_kind = 'outsourcer'

)

select
    kpi,
    period_grain,
    period_start_date,
    sum(numerator) as observed,
    sum(expected_numerator) as expected
from figures
group by kpi, period_grain, period_start_date
having
    abs(sum(numerator) - sum(expected_numerator)) > 0.000001 * greatest(1, sum(numerator))
    or sum(numerator) is null
    or sum(expected_numerator) is null
