-- band: 40 % is low and 90 % high, 65 % and 75 % are usual; an unknown value has none. Where a range has no outer edges nothing is low or
-- high, and where there is no range there is no band.
with cases (label, met, units, bands, expected) as (
    values
    ('low, its edge', 40, 100, 'all', 'low'),
    ('just above low', 401, 1000, 'all', 'below_usual'),
    ('just below usual', 649, 1000, 'all', 'below_usual'),
    ('usual, lower edge', 13, 20, 'all', 'usual'),
    ('usual, upper edge', 3, 4, 'all', 'usual'),
    ('just above usual', 751, 1000, 'all', 'above_usual'),
    ('just below high', 899, 1000, 'all', 'above_usual'),
    ('high, its edge', 9, 10, 'all', 'high'),
    ('everything', 1, 1, 'all', 'high'),
    ('nothing of nothing', 0, 0, 'all', null),
    ('little, no low edge', 0, 1, 'inner', 'below_usual'),
    ('usual, no outer edges', 7, 10, 'inner', 'usual'),
    ('much, no high edge', 1, 1, 'inner', 'above_usual'),
    ('no range', 1, 1, 'none', null)
),

ranges (bands, low, usual_from, usual_to, high) as (
    values
    ('all', 0.40, 0.65, 0.75, 0.90),
    ('inner', null, 0.65, 0.75, null)
),

judged as (
    select
        cases.label,
        cases.expected,
        {{ band(safe_divide('cases.met', 'cases.units'), 'ranges') }} as actual
    from cases
    left join ranges on cases.bands = ranges.bands
)

{{ rows_that_differ('judged', 14) }}
