-- So many seconds later, fractions and negative numbers included.
with delivered (label, instant, seconds, expected) as (
    values
    ('none', '2025-01-01 00:00:00', 0, '2025-01-01 00:00:00'),
    ('a minute', '2025-01-01 00:00:00.25', 60, '2025-01-01 00:01:00.25'),
    ('a fraction', '2025-01-01 00:00:00', 1.5, '2025-01-01 00:00:01.5'),
    ('before', '2025-01-01 00:00:00', -1, '2024-12-31 23:59:59'),
    ('leap day', '2024-02-28 23:59:59', 1, '2024-02-29 00:00:00'),
    ('a year', '2025-01-01 00:00:00', 31536000, '2026-01-01 00:00:00'),
    ('instant unknown', null, 1, null),
    ('seconds unknown', '2025-01-01 00:00:00', null, null)
),

cases as (
    select
        label,
        cast(instant as {{ type_timestamp() }}) as instant,
        cast(seconds as {{ type_double() }}) as seconds,
        cast(expected as {{ type_timestamp() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ add_seconds('instant', 'seconds') }} as actual
    from cases
)

{{ rows_that_differ('judged', 8) }}
