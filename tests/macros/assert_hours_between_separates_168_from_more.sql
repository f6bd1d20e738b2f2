-- A microsecond more than 168 hours is more, one less is less, also late in the calendar.
with delivered (label, earlier, later, expected) as (
    values
    ('less', '2025-01-01 00:00:00', '2025-01-07 23:59:59.999999', 'less'),
    ('equal', '2025-01-01 00:00:00', '2025-01-08 00:00:00', 'equal'),
    ('more', '2025-01-01 00:00:00', '2025-01-08 00:00:00.000001', 'more'),
    ('less, later', '2099-12-28 00:00:00.000002', '2100-01-04 00:00:00.000001', 'less'),
    ('equal, later', '2099-12-28 00:00:00.000001', '2100-01-04 00:00:00.000001', 'equal'),
    ('more, later', '2099-12-28 00:00:00', '2100-01-04 00:00:00.000001', 'more')
),

cases as (
    select
        label,
        expected,
        {{ hours_between('earlier', 'later') }} as hours
    from delivered
),

judged as (
    select
        label,
        expected,
        case
            when hours < 168 then 'less'
            when hours = 168 then 'equal'
            when hours > 168 then 'more'
        end as actual
    from cases
)

{{ rows_that_differ('judged', 6) }}
