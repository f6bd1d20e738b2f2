-- The day that the timestamp shows.
with delivered (label, shown_at, expected) as (
    values
    ('midnight', '2025-01-01 00:00:00', '2025-01-01'),
    ('last microsecond', '2024-12-31 23:59:59.999999', '2024-12-31'),
    ('leap day', '2024-02-29 12:00:00', '2024-02-29'),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(shown_at as {{ type_timestamp() }}) as shown_at,
        cast(expected as {{ type_date() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ to_date('shown_at') }} as actual
    from cases
)

{{ rows_that_differ('judged', 4) }}
