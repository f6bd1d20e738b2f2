-- Whole seconds of any length, as counts have them.
with delivered (label, instant, seconds, expected) as (
    values
    ('an expression', '2025-01-01 00:00:00', 59, '2025-01-01 00:01:00'),
    ('beyond 32 bits', '1900-01-01 00:00:00', 3944678399, '2025-01-01 00:00:00'),
    ('before', '2025-01-01 00:00:00', -86401, '2024-12-31 00:00:00')
),

cases as (
    select
        label,
        cast(instant as {{ type_timestamp() }}) as instant,
        cast(seconds as {{ type_bigint() }}) as seconds,
        cast(expected as {{ type_timestamp() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ add_seconds('instant', 'seconds + 1') }} as actual
    from cases
)

{{ rows_that_differ('judged', 3) }}
