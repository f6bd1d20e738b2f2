-- Hours are exact to the microsecond, so a window of whole hours has a sharp edge.
with delivered (label, earlier, later, expected) as (
    values
    ('none', '2025-01-01 00:00:00', '2025-01-01 00:00:00', 0),
    ('half an hour', '2025-01-01 00:00:00', '2025-01-01 00:30:00', 0.5),
    ('168 hours', '2025-01-01 09:17:23.123456', '2025-01-08 09:17:23.123456', 168),
    ('168 h over a change of clocks', '2025-03-05 12:00:00', '2025-03-12 12:00:00', 168),
    ('168 h over the new year', '2024-12-30 23:59:59.999999', '2025-01-06 23:59:59.999999', 168),
    ('168 hours over a leap day', '2024-02-26 00:00:00', '2024-03-04 00:00:00', 168),
    ('720 hours', '2025-01-01 00:00:00', '2025-01-31 00:00:00', 720),
    ('minus', '2025-01-01 02:15:00', '2025-01-01 00:00:00', -2.25),
    ('a third', '2025-01-01 00:00:00', '2025-01-01 00:20:00', cast(1 as {{ type_double() }}) / 3),
    ('earlier unknown', null, '2025-01-01 00:00:00', null),
    ('later unknown', '2025-01-01 00:00:00', null, null)
),

cases as (
    select
        label,
        cast(earlier as {{ type_timestamp() }}) as earlier,
        cast(later as {{ type_timestamp() }}) as later,
        cast(expected as {{ type_double() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ hours_between('earlier', 'later') }} as actual
    from cases
)

{{ rows_that_differ('judged', 11) }}
