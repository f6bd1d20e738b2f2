-- Twelve places of the shortest text that means a double: as many digits as it has, on every engine.
with delivered (label, number, expected) as (
    values
    ('more than 15 digits', '123456.78901234567', '123456.789012345670'),
    ('sixteen of them', '98765.432109876543', '98765.432109876540'),
    ('half goes away from zero', '0.0000000000005', '0.000000000001'),
    ('also below it', '-0.0000000000005', '-0.000000000001'),
    ('an exponent', '1.5e-7', '0.000000150000'),
    ('a great one', '1e15', '1000000000000000.000000000000'),
    ('nothing', '0', '0.000000000000'),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(number as {{ type_double() }}) as number,
        cast(expected as decimal(38, 12)) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ to_decimal('number') }} as actual
    from cases
)

{{ rows_that_differ('judged', 8) }}
