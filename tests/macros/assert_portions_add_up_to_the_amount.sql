-- A portion is what lies between two shares; the portions of shares that follow one another are the amount, to the last digit.
with delivered (label, amount, from_share, to_share, expected) as (
    values
    ('the first third of 10', '10', '0', '0.3333333333333333', '3.333333333333'),
    ('the second third of 10', '10', '0.3333333333333333', '0.6666666666666666', '3.333333333334'),
    ('the last third of 10', '10', '0.6666666666666666', '1', '3.333333333333'),
    ('all', '0.000000000001', '0', '1', '0.000000000001'),
    ('all of more digits than a double has', '12345678901234567.123456789012', '0', '1', '12345678901234567.123456789012'),
    ('nothing', '10', '0.5', '0.5', '0'),
    ('a credit', '-10', '0.25', '1', '-7.5'),
    ('a hair above all', '10', '0', '1.0000000000000002', '10'),
    ('an unknown amount', null, '0', '0.5', null),
    ('an unknown share', '10', null, '0.5', null)
),

cases as (
    select
        label,
        cast(amount as decimal(38, 12)) as amount,
        cast(from_share as {{ type_double() }}) as from_share,
        cast(to_share as {{ type_double() }}) as to_share,
        cast(expected as decimal(38, 12)) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ portion('amount', 'from_share', 'to_share') }} as actual
    from cases
)

{{ rows_that_differ('judged', 10) }}
