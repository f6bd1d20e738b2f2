-- Weeks are ISO weeks, from Monday, also across the year; other periods begin on the first.
with delivered (label, week, month, quarter, year) as (
    values
    ('2024-12-30', '2024-12-30', '2024-12-01', '2024-10-01', '2024-01-01'),
    ('2024-12-29', '2024-12-23', '2024-12-01', '2024-10-01', '2024-01-01'),
    ('2025-01-01', '2024-12-30', '2025-01-01', '2025-01-01', '2025-01-01'),
    ('2027-01-01', '2026-12-28', '2027-01-01', '2027-01-01', '2027-01-01'),
    ('2027-01-03', '2026-12-28', '2027-01-01', '2027-01-01', '2027-01-01'),
    ('2027-01-04', '2027-01-04', '2027-01-01', '2027-01-01', '2027-01-01'),
    ('2020-12-31', '2020-12-28', '2020-12-01', '2020-10-01', '2020-01-01'),
    ('2024-02-29', '2024-02-26', '2024-02-01', '2024-01-01', '2024-01-01'),
    ('2025-03-31', '2025-03-31', '2025-03-01', '2025-01-01', '2025-01-01'),
    ('2025-04-01', '2025-03-31', '2025-04-01', '2025-04-01', '2025-01-01'),
    ('2025-06-29', '2025-06-23', '2025-06-01', '2025-04-01', '2025-01-01')
),

cases as (
    select
        label,
        cast(label as {{ type_date() }}) as date_day,
        week,
        month,
        quarter,
        year
    from delivered
),

judged as (
    select
        label || ', day' as label,
        date_day as expected,
        {{ period_start('day', 'date_day') }} as actual
    from cases

    union all

    select
        label || ', week' as label,
        cast(week as {{ type_date() }}) as expected,
        {{ period_start('week', 'date_day') }} as actual
    from cases

    union all

    select
        label || ', month' as label,
        cast(month as {{ type_date() }}) as expected,
        {{ period_start('month', 'date_day') }} as actual
    from cases

    union all

    select
        label || ', quarter' as label,
        cast(quarter as {{ type_date() }}) as expected,
        {{ period_start('quarter', 'date_day') }} as actual
    from cases

    union all

    select
        label || ', year' as label,
        cast(year as {{ type_date() }}) as expected,
        {{ period_start('year', 'date_day') }} as actual
    from cases

    union all

    select
        'unknown' as label,
        cast(null as {{ type_date() }}) as expected,
        {{ period_start('week', 'cast(null as ' ~ type_date() ~ ')') }} as actual
)

{{ rows_that_differ('judged', 56) }}
