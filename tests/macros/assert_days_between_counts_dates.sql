-- Days between two dates, summer time or not.
with delivered (label, earlier, later, expected) as (
    values
    ('same day', '2025-01-01', '2025-01-01', 0),
    ('a month', '2025-01-01', '2025-02-01', 31),
    ('over a change of clocks', '2025-03-29', '2025-03-31', 2),
    ('leap year', '2024-01-01', '2025-01-01', 366),
    ('backwards', '2025-01-02', '2025-01-01', -1),
    ('unknown', null, '2025-01-01', null)
),

cases as (
    select
        label,
        cast(earlier as {{ type_date() }}) as earlier,
        cast(later as {{ type_date() }}) as later,
        cast(expected as {{ type_bigint() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ days_between('earlier', 'later') }} as actual
    from cases
)

{{ rows_that_differ('judged', 6) }}
