-- A zone written as a literal gives what the same zone in a column gives, there and back.
with delivered (label, instant, expected) as (
    values
    ('winter', '2025-01-15 12:00:00', '2025-01-15 07:00:00'),
    ('before the gap', '2025-03-09 06:59:59', '2025-03-09 01:59:59'),
    ('gap', '2025-03-09 07:00:00', '2025-03-09 03:00:00'),
    ('overlap', '2025-11-02 06:30:00', '2025-11-02 01:30:00'),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(instant as {{ type_timestamp() }}) as instant,
        cast(expected as {{ type_timestamp() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ local_timestamp('instant', "'America/New_York'") }} as actual
    from cases

    union all

    select
        label || ', back' as label,
        instant as expected,
        {{ utc_timestamp('expected', "'America/New_York'") }} as actual
    from cases

    union all

    select
        label || ', UTC' as label,
        instant as expected,
        {{ local_timestamp(utc_timestamp('instant', "'UTC'"), "'UTC'") }} as actual
    from cases
)

{{ rows_that_differ('judged', 15) }}
