-- Each letter for itself, on every engine.
with cases (label, given, expected) as (
    values
    ('plain', 'ABCxyz-09', 'abcxyz-09'),
    ('cyrillic', 'ЖАЛБА', 'жалба'),
    ('accents', 'ÄÖÜÉÇÑ', 'äöüéçñ'),
    ('sigma at the end', 'ΟΔΟΣ', 'οδοσ'),
    ('sigma alone', 'Σ Σ', 'σ σ'),
    ('capital I with a dot', 'ALİ', 'ali'),
    ('sharp s', 'ß', 'ß'),
    ('no letters', '漢字 🙂', '漢字 🙂'),
    ('empty', '', ''),
    ('unknown', null, null)
),

judged as (
    select
        label,
        expected,
        {{ lowered('given') }} as actual
    from cases
)

{{ rows_that_differ('judged', 10) }}
