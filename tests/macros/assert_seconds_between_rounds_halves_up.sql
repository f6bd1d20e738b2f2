-- Whole seconds, halves up (also below zero), null where an end is unknown.
with delivered (label, earlier, later, expected) as (
    values
    ('none', '2025-01-01 00:00:00', '2025-01-01 00:00:00', 0),
    ('one', '2025-01-01 00:00:00', '2025-01-01 00:00:01', 1),
    ('just below half', '2025-01-01 00:00:00', '2025-01-01 00:00:00.499999', 0),
    ('half', '2025-01-01 00:00:00', '2025-01-01 00:00:00.5', 1),
    ('half, even', '2025-01-01 00:00:00', '2025-01-01 00:00:02.5', 3),
    ('half across a minute', '2025-01-01 00:00:59.75', '2025-01-01 00:01:02.25', 3),
    ('minus a bit', '2025-01-01 00:00:00.3', '2025-01-01 00:00:00', 0),
    ('minus half', '2025-01-01 00:00:00.5', '2025-01-01 00:00:00', 0),
    ('minus more than half', '2025-01-01 00:00:00.500001', '2025-01-01 00:00:00', -1),
    ('minus one and a half', '2025-01-01 00:00:01.5', '2025-01-01 00:00:00', -1),
    ('minus a day', '2025-01-02 00:00:00', '2025-01-01 00:00:00', -86400),
    ('leap day', '2024-02-28 12:00:00', '2024-03-01 12:00:00', 172800),
    ('common year', '2025-02-28 12:00:00', '2025-03-01 12:00:00', 86400),
    ('local changes of clocks are none here', '2025-03-08 12:00:00', '2025-03-09 12:00:00', 86400),
    ('eight thousand years', '1000-01-01 00:00:00', '9999-12-31 23:59:59.5', 284012524800),
    ('beyond 32 bits', '1900-01-01 00:00:00.000001', '2025-01-01 00:00:00.5', 3944678400),
    ('earlier unknown', null, '2025-01-01 00:00:00', null),
    ('later unknown', '2025-01-01 00:00:00', null, null),
    ('both unknown', null, null, null)
),

cases as (
    select
        label,
        cast(earlier as {{ type_timestamp() }}) as earlier,
        cast(later as {{ type_timestamp() }}) as later,
        cast(expected as {{ type_bigint() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ seconds_between('earlier', 'later') }} as actual
    from cases
)

{{ rows_that_differ('judged', 19) }}
