-- White space at the ends goes, whatever kind of it, and nothing else does.
with cases (label, given, expected) as (
    values
    ('nothing to cut', 'a b', 'a b'),
    ('blanks', '  a b  ', 'a b'),
    ('tab and line feed', chr(9) || 'a' || chr(10), 'a'),
    ('carriage return, vertical tab, form feed', chr(13) || chr(11) || 'a' || chr(12), 'a'),
    ('no-break space', chr(160) || 'a' || chr(160), 'a'),
    ('inside', 'a' || chr(160) || chr(9) || 'b', 'a' || chr(160) || chr(9) || 'b'),
    ('lines', ' a ' || chr(10) || ' b ', 'a ' || chr(10) || ' b'),
    ('only white space', ' ' || chr(9) || chr(160), ''),
    ('empty', '', ''),
    ('letters after a backslash', 'tnvfr', 'tnvfr'),
    ('unknown', null, null)
),

judged as (
    select
        label,
        expected,
        {{ trimmed('given') }} as actual
    from cases
)

{{ rows_that_differ('judged', 11) }}
