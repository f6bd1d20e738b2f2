-- normal_margin: 100, 200 and 300 have mean 200 and standard deviation 100 (n - 1), so 1.96 x 100 / sqrt(3) = 113.16; equal values have
-- none, and rounding of their squares gives no error; one value has no margin.
with cases as (

    select 600.0 as total, 140000.0 as squares, 3 as units, 113.1586 as margin
    union all
    select 0.3, 0.029999999999999999, 3, 0.0
    union all
    select 7.0, 49.0, 1, null

)

select *
from cases
where
    abs({{ normal_margin('total', 'squares', 'units') }} - margin) > 0.0001
    or ({{ normal_margin('total', 'squares', 'units') }} is null) <> (margin is null)
