-- Hours run from 0 to 23.
with delivered (label, shown_at, expected) as (
    values
    ('midnight', '2025-01-01 00:00:00', 0),
    ('before noon', '2025-01-01 11:59:59.999999', 11),
    ('noon', '2025-01-01 12:00:00', 12),
    ('last', '2025-01-01 23:59:59.999999', 23),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(shown_at as {{ type_timestamp() }}) as shown_at,
        cast(expected as {{ type_bigint() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ hour_of('shown_at') }} as actual
    from cases
)

{{ rows_that_differ('judged', 5) }}
