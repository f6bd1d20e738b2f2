-- period_end: leap years, the longest and the shortest quarter, a week across the turn of the year.
with delivered (grain, starts, expected) as (
    values
    ('day', '2025-12-31', '2025-12-31'),
    ('month', '2024-02-01', '2024-02-29'),
    ('month', '2025-02-01', '2025-02-28'),
    ('month', '2025-12-01', '2025-12-31'),
    ('month', '2025-01-01', '2025-01-31'),
    ('month', '2025-07-01', '2025-07-31'),
    ('quarter', '2025-01-01', '2025-03-31'),
    ('quarter', '2024-01-01', '2024-03-31'),
    ('quarter', '2025-07-01', '2025-09-30'),
    ('quarter', '2025-10-01', '2025-12-31'),
    ('week', '2024-12-30', '2025-01-05'),
    ('week', '2024-02-26', '2024-03-03')
),

cases as (
    select
        grain,
        grain || ' from ' || starts as label,
        cast(starts as {{ type_date() }}) as starts,
        cast(expected as {{ type_date() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        case
            {%- for grain in ['day', 'week', 'month', 'quarter'] %}
            when grain = '{{ grain }}' then {{ period_end(grain, 'starts') }}
            {%- endfor %}
        end as actual
    from cases
)

{{ rows_that_differ('judged', 12) }}
