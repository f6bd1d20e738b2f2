-- normal_margin: 100, 200 and 300 have mean 200 and standard deviation 100 (n - 1), so the margin
-- is 1.96 x 100 / sqrt(3) = 113.16. Equal values have none, and rounding of their squares gives no
-- error; one value has no margin.
with cases (label, total, squares, units, expected) as (
    values
    ('three values', 600.0, 140000.0, 3, 113.1586),
    ('three equal values', 0.3, 0.029999999999999999, 3, 0.0),
    ('one value', 7.0, 49.0, 1, null)
),

computed as (
    select
        label,
        cast(expected as {{ type_double() }}) as expected,
        {{ normal_margin('total', 'squares', 'units') }} as margin
    from cases
),

judged as (
    select
        label,
        expected,
        -- known to four digits; an unknown margin stays unknown, and so differs
        case when abs(margin - expected) <= 0.0001 then expected else margin end as actual
    from computed
)

{{ rows_that_differ('judged', 3) }}
