-- Both sides may be expressions; the whole result may be computed with.
with delivered (label, numerator, denominator, expected) as (
    values
    ('sums', 2, 5, 1.5),
    ('zero after subtraction', 2, 1, null),
    ('fraction', -0.5, 1.5, 2)
),

cases as (
    select
        label,
        cast(numerator as {{ type_double() }}) as numerator,
        cast(denominator as {{ type_double() }}) as denominator,
        cast(expected as {{ type_double() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ '2 * ' ~ safe_divide('numerator + 1', 'denominator - 1') }} as actual
    from cases
)

{{ rows_that_differ('judged', 3) }}
