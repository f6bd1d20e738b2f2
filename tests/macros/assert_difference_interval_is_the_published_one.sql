-- difference_low, difference_high over Wilson intervals: the examples of Newcombe (1998, table II, method 10).
with cases as (

    select 56 as successes, 70 as units, 48 as successes_before, 80 as units_before, 0.0524 as low, 0.3339 as high
    union all
    select 9, 10, 3, 10, 0.1705, 0.8090
    union all
    select 5, 56, 0, 29, -0.0381, 0.1926
    union all
    select 10, 10, 0, 20, 0.6791, 1.0000

),

rates as (

    select
        cases.*,
        {{ safe_divide('successes', 'units') }} as rate,
        {{ safe_divide('successes_before', 'units_before') }} as rate_before,
        {{ wilson_low('successes', 'units') }} as rate_low,
        {{ wilson_high('successes', 'units') }} as rate_high,
        {{ wilson_low('successes_before', 'units_before') }} as rate_before_low,
        {{ wilson_high('successes_before', 'units_before') }} as rate_before_high
    from cases

)

select *
from rates
where
    abs({{ difference_low('rate', 'rate_low', 'rate_before', 'rate_before_high') }} - low) > 0.00005
    or abs({{ difference_high('rate', 'rate_high', 'rate_before', 'rate_before_low') }} - high) > 0.00005
