-- So many days later; the result is a date.
with delivered (label, date_day, days, expected) as (
    values
    ('none', '2025-01-01', 0, '2025-01-01'),
    ('leap day', '2024-02-28', 1, '2024-02-29'),
    ('common year', '2025-02-28', 1, '2025-03-01'),
    ('back over the year', '2025-01-01', -1, '2024-12-31'),
    ('28 days', '2025-12-15', 28, '2026-01-12'),
    ('date unknown', null, 1, null),
    ('days unknown', '2025-01-01', null, null)
),

cases as (
    select
        label,
        cast(date_day as {{ type_date() }}) as date_day,
        cast(days as {{ type_bigint() }}) as days,
        cast(expected as {{ type_date() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ add_days('date_day', 'days') }} as actual
    from cases
)

{{ rows_that_differ('judged', 7) }}
