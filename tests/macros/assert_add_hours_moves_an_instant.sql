-- So many hours later, whatever clocks do meanwhile.
with delivered (label, instant, hours, expected) as (
    values
    ('a window', '2025-01-01 10:00:00.000001', 168, '2025-01-08 10:00:00.000001'),
    ('a window back', '2025-01-08 10:00:00', -168, '2025-01-01 10:00:00'),
    ('over a change of clocks', '2025-03-08 12:00:00', 24, '2025-03-09 12:00:00'),
    ('a quarter', '2025-01-01 00:00:00', 0.25, '2025-01-01 00:15:00'),
    ('instant unknown', null, 1, null),
    ('hours unknown', '2025-01-01 00:00:00', null, null)
),

cases as (
    select
        label,
        cast(instant as {{ type_timestamp() }}) as instant,
        cast(hours as {{ type_double() }}) as hours,
        cast(expected as {{ type_timestamp() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ add_hours('instant', 'hours') }} as actual
    from cases
)

{{ rows_that_differ('judged', 6) }}
