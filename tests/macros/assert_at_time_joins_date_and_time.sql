-- A date and a time of day make the timestamp of that moment on the wall clock.
with delivered (label, date_day, time_of_day, expected) as (
    values
    ('midnight', '2025-01-01', '00:00:00', '2025-01-01 00:00:00'),
    ('morning', '2024-02-29', '09:30:15', '2024-02-29 09:30:15'),
    ('last second', '2025-12-31', '23:59:59', '2025-12-31 23:59:59'),
    ('date unknown', null, '09:30:00', null),
    ('time unknown', '2025-01-01', null, null)
),

cases as (
    select
        label,
        cast(date_day as {{ type_date() }}) as date_day,
        cast(time_of_day as {{ type_time() }}) as time_of_day,
        cast(expected as {{ type_timestamp() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ at_time('date_day', 'time_of_day') }} as actual
    from cases
)

{{ rows_that_differ('judged', 5) }}
