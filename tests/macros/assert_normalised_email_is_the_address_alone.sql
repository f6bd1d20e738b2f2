-- However a mail program writes an address, it is one; what has not exactly one @ with text around it is none.
with cases (label, written, expected) as (
    values
    ('nothing to do', 'ann@example.com', 'ann@example.com'),
    ('blanks and case', ' Ann@Example.com' || chr(9), 'ann@example.com'),
    ('name before', 'Ann Lee <ann@example.com>', 'ann@example.com'),
    ('name with an at sign', '"a@b" < Ann@example.com > (office)', 'ann@example.com'),
    ('less than in the name', 'I <3 mail <ann@example.com>', 'ann@example.com'),
    ('the first of several', '<ann@example.com>, <bob@example.com>', 'ann@example.com'),
    ('lines', 'Ann' || chr(10) || '<ann@example.com>' || chr(10) || 'office', 'ann@example.com'),
    ('mailto', ' MailTo: ann@example.com', 'ann@example.com'),
    ('name and mailto', 'Ann <mailto:ann@example.com>', 'ann@example.com'),
    ('mailto further on', 'ann.mailto:x@example.com', 'ann.mailto:x@example.com'),
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

{{ rows_that_differ('judged', 18) }}
