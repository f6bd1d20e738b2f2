-- Every day between the ends, both included, once; none where an end is unknown.
with ends (first_day, last_day) as (
    values (cast('2023-12-31' as {{ type_date() }}), cast('2025-01-01' as {{ type_date() }}))
),

spines as (
    select
        'literals over a leap day' as label,
        days.date_day,
        '2024-02-28' as first_expected,
        '2024-03-01' as last_expected,
        3 as days_expected
    from {{ date_spine("'2024-02-28'", "'2024-03-01'", 'date_day') }} as days

    union all

    select
        'one day' as label,
        days.date_day,
        '2025-01-01' as first_expected,
        '2025-01-01' as last_expected,
        1 as days_expected
    from {{ date_spine("'2025-01-01'", "'2025-01-01'", 'date_day') }} as days

    union all

    select
        'a leap year and a day on either side, from a table' as label,
        days.date_day,
        '2023-12-31' as first_expected,
        '2025-01-01' as last_expected,
        368 as days_expected
    from
        {{ date_spine(
            '(select ends.first_day from ends)', '(select ends.last_day from ends)', 'date_day'
        ) }} as days

    union all

    select
        'over changes of clocks' as label,
        days.date_day,
        '2025-03-01' as first_expected,
        '2025-11-30' as last_expected,
        275 as days_expected
    from {{ date_spine("'2025-03-01'", "'2025-11-30'", 'date_day') }} as days

    union all

    select
        'wrong way round' as label,
        days.date_day,
        null as first_expected,
        null as last_expected,
        0 as days_expected
    from {{ date_spine("'2025-01-02'", "'2025-01-01'", 'date_day') }} as days

    union all

    select
        'unknown end' as label,
        days.date_day,
        null as first_expected,
        null as last_expected,
        0 as days_expected
    from
        {{ date_spine("'2025-01-02'", 'cast(null as ' ~ type_date() ~ ')', 'date_day') }} as days
),

judged as (
    select
        label,
        first_expected || ' ' || last_expected || ' ' || days_expected || ' ' || days_expected
        as expected,
        cast(min(date_day) as {{ type_text() }}) || ' ' || cast(max(date_day) as {{ type_text() }})
        || ' ' || count(*) || ' ' || count(distinct date_day) as actual
    from spines
    group by label, first_expected, last_expected, days_expected
)

{{ rows_that_differ('judged', 4) }}
