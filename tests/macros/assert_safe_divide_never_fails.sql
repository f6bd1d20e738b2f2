-- A ratio is a double; null over null, over nothing and over zero.
with delivered (label, numerator, denominator, expected) as (
    values
    ('half', 1, 2, 0.5),
    ('no integer division', 7, 2, 3.5),
    ('negative', -1, 4, -0.25),
    ('zero over something', 0, 5, 0),
    ('something over zero', 5, 0, null),
    ('zero over zero', 0, 0, null),
    ('unknown numerator', null, 5, null),
    ('unknown denominator', 5, null, null),
    ('third', 1, 3, cast(1 as {{ type_double() }}) / 3)
),

cases as (
    select
        label,
        cast(numerator as {{ type_bigint() }}) as numerator,
        cast(denominator as {{ type_bigint() }}) as denominator,
        cast(expected as {{ type_double() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ safe_divide('numerator', 'denominator') }} as actual
    from cases
)

{{ rows_that_differ('judged', 9) }}
