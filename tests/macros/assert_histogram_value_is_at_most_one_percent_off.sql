-- histogram_value: every whole number of seconds from 0 to 99,999, and each of them seventy thousand
-- times over, lies within 1 % of the middle of its bucket; the middle is cut to what lies in it; a
-- bucket of one value is that value, and without a value there is none.
with digits (digit) as (
    values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)
),

numbers as (
    select a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit + 10000 * e.digit as number
    from digits as a
    cross join digits as b
    cross join digits as c
    cross join digits as d
    cross join digits as e
),

seconds as (
    select
        'to a day' as label,
        number as seconds
    from numbers

    union all

    select
        'to centuries' as label,
        cast(number as {{ type_bigint() }}) * 70000 as seconds
    from numbers
),

valued as (
    select
        label,
        seconds,
        {{ histogram_value(histogram_bucket('seconds'), '0', '100000000000') }} as value
    from seconds
),

cuts (label, bucket, least_seconds, greatest_seconds, expected) as (
    values
    ('middle', 346, 1000, 1020, '1002'),
    ('least', 346, 1005, 1010, '1005'),
    ('greatest', 346, 1000, 1001, '1001'),
    ('one value', 346, 1007, 1007, '1007'),
    ('zero', -1, 0, 0, '0'),
    ('one', 0, 1, 1, '1'),
    ('no value', null, null, null, null)
),

judged as (
    select
        label,
        'within' as expected,
        case when max(abs(value - seconds) - 0.01 * seconds) < 1e-6 then 'within' else 'beyond' end as actual
    from valued
    where seconds > 0
    group by label

    union all

    select
        label,
        expected,
        cast(
            cast(floor({{ histogram_value('bucket', 'least_seconds', 'greatest_seconds') }}) as {{ type_bigint() }})
            as {{ type_text() }}
        ) as actual
    from cuts
)

{{ rows_that_differ('judged', 9) }}
