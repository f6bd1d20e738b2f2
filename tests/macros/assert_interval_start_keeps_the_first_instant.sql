-- A stretch holds its first instant and not that of the next, to the microsecond.
with delivered (label, moment, expected_15, expected_30) as (
    values
    ('midnight', '2025-03-03 00:00:00', '2025-03-03 00:00:00', '2025-03-03 00:00:00'),
    ('last instant before', '2025-03-03 10:14:59.999999', '2025-03-03 10:00:00', '2025-03-03 10:00:00'),
    ('first instant', '2025-03-03 10:15:00', '2025-03-03 10:15:00', '2025-03-03 10:00:00'),
    ('inside', '2025-03-03 10:29:59', '2025-03-03 10:15:00', '2025-03-03 10:00:00'),
    ('half past', '2025-03-03 10:30:00', '2025-03-03 10:30:00', '2025-03-03 10:30:00'),
    ('last of the day', '2025-03-03 23:59:59.5', '2025-03-03 23:45:00', '2025-03-03 23:30:00'),
    ('unknown', null, null, null)
),

cases as (
    select
        label,
        {{ try_instant('moment', "'UTC'") }} as moment,
        {{ try_instant('expected_15', "'UTC'") }} as expected_15,
        {{ try_instant('expected_30', "'UTC'") }} as expected_30
    from delivered
),

judged as (
    select
        label || ', 15' as label,
        expected_15 as expected,
        {{ interval_start('moment', 15) }} as actual
    from cases
    union all
    select
        label || ', 30' as label,
        expected_30 as expected,
        {{ interval_start('moment', 30) }} as actual
    from cases
)

{{ rows_that_differ('judged', 14) }}
