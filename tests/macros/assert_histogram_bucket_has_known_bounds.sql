-- histogram_bucket: the bounds are the powers of 1.01 / 0.99. One is a bound itself; the others are the
-- whole numbers up to 100,000,000 that lie nearest to one, just above or just below it, as computed with
-- fifty digits (tests/python/test_percentiles.py): the engine's ln() puts them where they belong. What
-- has no end yet has no bucket.
with cases (label, seconds, expected) as (
    values
    ('unknown', null, null),
    ('zero', 0, -1),
    ('one', 1, 0),
    ('two', 2, 35),
    ('a minute', 60, 205),
    ('68,380,713', 68380713, 902),
    ('68,380,714', 68380714, 903),
    ('94,169,982', 94169982, 918),
    ('94,169,983', 94169983, 919),
    ('14,954,916', 14954916, 826),
    ('14,954,917', 14954917, 827),
    ('a hundred million', 100000000, 922)
),

judged as (
    select
        label,
        cast(expected as {{ type_bigint() }}) as expected,
        {{ histogram_bucket('seconds') }} as actual
    from cases
)

{{ rows_that_differ('judged', 12) }}
