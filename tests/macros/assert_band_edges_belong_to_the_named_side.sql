-- band: 40 % is low and 90 % high, 65 % and 75 % are usual; an unknown value has none.
with cases as (

    select 40 as met, 100 as units, 'low' as expected
    union all
    select 401, 1000, 'below_usual'
    union all
    select 649, 1000, 'below_usual'
    union all
    select 13, 20, 'usual'
    union all
    select 3, 4, 'usual'
    union all
    select 751, 1000, 'above_usual'
    union all
    select 899, 1000, 'above_usual'
    union all
    select 9, 10, 'high'
    union all
    select 1, 1, 'high'
    union all
    select 0, 0, null

)

select *
from cases
where {{ band(safe_divide("met", "units"), 'fcr') }} is distinct from expected
