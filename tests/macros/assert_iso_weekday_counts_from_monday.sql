-- Monday is 1, Sunday is 7.
with delivered (label, date_day, expected) as (
    values
    ('Monday', '2024-12-30', 1),
    ('Tuesday', '2024-12-31', 2),
    ('Wednesday', '2025-01-01', 3),
    ('Thursday', '2024-02-29', 4),
    ('Friday', '2027-01-01', 5),
    ('Saturday', '2027-01-02', 6),
    ('Sunday', '2027-01-03', 7),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(date_day as {{ type_date() }}) as date_day,
        cast(expected as {{ type_bigint() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ iso_weekday('date_day') }} as actual
    from cases
)

{{ rows_that_differ('judged', 8) }}
