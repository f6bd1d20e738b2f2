-- A part of another type counts as its text, one part alone has no separator, as Python has them.
with judged as (
    select
        'whole number' as label,
        {{ hash_key(["cast(12 as " ~ type_bigint() ~ ")"]) }} as actual,
        6991111007442877356 as expected

    union all

    select
        'date' as label,
        {{ hash_key(["cast('2024-02-29' as date)"]) }} as actual,
        7815735285655619460 as expected

    union all

    select
        'timestamp' as label,
        {{ hash_key(["cast('2024-02-29 01:02:03.5' as " ~ type_timestamp() ~ ")"]) }} as actual,
        2336808260105230103 as expected

    union all

    select
        'timestamp at midnight' as label,
        {{ hash_key(["cast('2024-02-29' as " ~ type_timestamp() ~ ")"]) }} as actual,
        1233084948003819908 as expected

    union all

    select
        'truth values' as label,
        {{ hash_key(['1 = 1', '1 = 0']) }} as actual,
        3493822838252891733 as expected

    union all

    select
        'unknown alone' as label,
        {{ hash_key(['null']) }} as actual,
        4459571899162762207 as expected

    union all

    select
        'empty alone' as label,
        {{ hash_key(["''"]) }} as actual,
        7642263788200155394 as expected
)

{{ rows_that_differ('judged', 7) }}
