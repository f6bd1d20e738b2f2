-- wilson_low, wilson_high: 81 of 263 is the example of Newcombe (1998, table I: 0.2553 to 0.3662); the others by hand. Nothing over
-- nothing has no interval.
with cases as (

    select 81 as successes, 263 as units, 0.2553 as low, 0.3662 as high
    union all
    select 15, 148, 0.0624, 0.1605
    union all
    select 0, 20, 0.0000, 0.1611
    union all
    select 1, 29, 0.0061, 0.1718
    union all
    select 8, 10, 0.4902, 0.9433

),

empty as (

    select 0 as units

)

select
    successes,
    units
from cases
where
    abs({{ wilson_low('successes', 'units') }} - low) > 0.00005
    or abs({{ wilson_high('successes', 'units') }} - high) > 0.00005

union all

select
    units as successes,
    units
from empty
where {{ wilson_low('units', 'units') }} is not null or {{ wilson_high('units', 'units') }} is not null
