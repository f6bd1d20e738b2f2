-- Text is ordered by code point on every engine: capitals, small letters, accents, scripts, emoji.
with cases (word, expected) as (
    values
    ('я', 18),
    ('é', 16),
    ('aa', 12),
    ('語', 19),
    ('_', 8),
    ('Z', 7),
    ('😀', 20),
    ('9', 4),
    ('á', 15),
    ('', 1),
    ('a b', 10),
    ('B', 6),
    ('Ω', 17),
    ('a', 9),
    ('z', 14),
    ('10', 3),
    ('-', 2),
    ('ab', 13),
    ('A', 5),
    ('a-b', 11)
),

judged as (
    select
        word as label,
        expected,
        row_number() over (order by {{ binary_order('word') }}) as actual
    from cases
)

{{ rows_that_differ('judged', 20) }}
