-- Decimal numbers, with an exponent if need be; anything else is null, never an error.
with delivered (label, delivered_text, expected) as (
    values
    ('whole', '12', 12),
    ('fraction', '12.5', 12.5),
    ('minus', '-0.25', -0.25),
    ('plus', '+3.5', 3.5),
    ('blanks', ' 1.5 ', 1.5),
    ('no digit before the point', '.5', 0.5),
    ('no digit after the point', '5.', 5),
    ('exponent', '1.5e3', 1500),
    ('negative exponent', '25E-2', 0.25),
    ('plus exponent', '1e+2', 100),
    ('tenth', '0.1', cast(1 as {{ type_double() }}) / 10),
    ('long', '0.30000000000000004', cast('0.1' as {{ type_double() }}) + 0.2e0),
    ('leading zeros', '007.50', 7.5),
    ('101 digits', repeat('1', 101), null),
    ('exponent too large', '1e400', null),
    ('exponent too small', '1e-400', null),
    ('huge, within', repeat('9', 3) || 'e99', cast('9.99e101' as {{ type_double() }})),
    ('comma', '1,5', null),
    ('thousands', '1,000.5', null),
    ('underscore', '1_000.5', null),
    ('point only', '.', null),
    ('sign only', '-', null),
    ('two points', '1.2.3', null),
    ('exponent only', 'e5', null),
    ('empty exponent', '1e', null),
    ('hexadecimal', '0x1F', null),
    ('percent', '12%', null),
    ('currency', '$12', null),
    ('NaN', 'NaN', null),
    ('infinity', 'Infinity', null),
    ('inf', 'inf', null),
    ('letters', 'abc', null),
    ('inner blank', '1 2', null),
    ('line break', '1.5' || chr(10), null),
    ('empty', '', null),
    ('blank', ' ', null),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(delivered_text as {{ type_text() }}) as delivered_text,
        cast(expected as {{ type_double() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ try_number('delivered_text') }} as actual
    from cases
)

{{ rows_that_differ('judged', 37) }}
