-- What a mail program writes around an address goes, and nothing else does: case and a wrong number of @ stay.
with cases (label, written, expected) as (
    values
    ('nothing to do', 'Ann@Example.com', 'Ann@Example.com'),
    ('name before and behind', 'Ann Lee < Ann@example.com > (office)', 'Ann@example.com'),
    ('less than in the name', 'I <3 mail <ann@example.com>', 'ann@example.com'),
    ('the first of several', '<ann@example.com>, <bob@example.com>', 'ann@example.com'),
    ('lines', 'Ann' || chr(10) || '<ann@example.com>' || chr(10) || 'office', 'ann@example.com'),
    ('mailto', ' MailTo: ann@example.com', 'ann@example.com'),
    ('name and mailto', 'Ann <mailto:ann@example.com>', 'ann@example.com'),
    ('mailto further on', 'ann.mailto:x@example.com', 'ann.mailto:x@example.com'),
    ('a bracket that does not close', 'Ann <ann@example.com', 'Ann <ann@example.com'),
    ('nothing between', 'ann@example.com <>', ''),
    ('several signs', 'ann@@example.com', 'ann@@example.com'),
    ('unknown', null, null)
),

judged as (
    select
        label,
        expected,
        {{ mail_address('written') }} as actual
    from cases
)

{{ rows_that_differ('judged', 12) }}
