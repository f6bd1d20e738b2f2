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

    union all

    select
        'least of all but the empty text' as label,
        1 as expected,
        case when {{ binary_min('word') }} = '-' then 1 else 0 end as actual
    from cases
    where word <> ''

    union all

    select
        'least of letters' as label,
        1 as expected,
        case when {{ binary_min('word') }} = 'Z' then 1 else 0 end as actual
    from cases
    where word in ('a', 'Z', 'á', 'z')
)

{{ rows_that_differ('judged', 22) }}
