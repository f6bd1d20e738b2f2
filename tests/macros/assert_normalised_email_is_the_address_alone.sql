-- However an address is written, it is one; what has not exactly one @ with text around it is none.
with cases (label, written, expected) as (
    values
    ('nothing to do', 'ann@example.com', 'ann@example.com'),
    ('blanks and case', ' Ann@Example.com' || chr(9), 'ann@example.com'),
    ('name and mailto', 'Ann <mailto:Ann@example.com>', 'ann@example.com'),
    ('name with an at sign', '"a@b" <ann@example.com>', 'ann@example.com'),
    ('nothing between', 'ann@example.com <>', null),
    ('two addresses', 'ann@example.com,bob@example.com', null),
    ('two signs together', 'ann@@example.com', null),
    ('nothing before', 'mailto:@example.com', null),
    ('nothing behind', 'ann@', null),
    ('no sign', 'nobody', null),
    ('empty', '', null),
    ('unknown', null, null)
),

judged as (
    select
        label,
        expected,
        {{ normalised_email('written') }} as actual
    from cases
)

{{ rows_that_differ('judged', 12) }}
