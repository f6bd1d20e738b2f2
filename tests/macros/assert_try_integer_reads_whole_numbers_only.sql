-- Whole numbers of up to 64 bits; anything else is null, never an error and never rounded.
with delivered (label, delivered_text, expected) as (
    values
    ('plain', '12', 12),
    ('zero', '0', 0),
    ('plus', '+12', 12),
    ('minus', '-12', -12),
    ('blanks', ' 12 ', 12),
    ('leading zeros', '0012', 12),
    ('many leading zeros', '000000000000000000000000000000000000000012', 12),
    ('minus zero', '-0', 0),
    ('point zero', '12.0', 12),
    ('point zeros, minus', ' -12.000 ', -12),
    ('largest', '9223372036854775807', 9223372036854775807),
    ('largest, point zero', '9223372036854775807.0', 9223372036854775807),
    ('smallest', '-9223372036854775808', -9223372036854775807 - 1),
    ('one too large', '9223372036854775808', null),
    ('one too small', '-9223372036854775809', null),
    ('20 digits', '99999999999999999999', null),
    ('200 digits', repeat('9', 200), null),
    ('half', '12.5', null),
    ('tiny fraction', '12.0000001', null),
    ('point only', '12.', null),
    ('no digit before the point', '.0', null),
    ('exponent', '1e3', null),
    ('hexadecimal', '0x1F', null),
    ('underscore', '1_000', null),
    ('comma', '1,000', null),
    ('inner blank', '1 2', null),
    ('blank after sign', '- 12', null),
    ('two signs', '+-12', null),
    ('tab', chr(9) || '12', null),
    ('line break', '12' || chr(10), null),
    ('other digits', '１２', null),
    ('arabic digits', '١٢', null),
    ('letters', 'abc', null),
    ('letters after', '12s', null),
    ('true', 'true', null),
    ('NaN', 'NaN', null),
    ('empty', '', null),
    ('blank', ' ', null),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(delivered_text as {{ type_text() }}) as delivered_text,
        cast(expected as {{ type_bigint() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ try_integer('delivered_text') }} as actual
    from cases
)

{{ rows_that_differ('judged', 39) }}
