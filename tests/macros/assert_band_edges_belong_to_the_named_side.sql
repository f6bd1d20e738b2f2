-- band: 40 % is low and 90 % high, 65 % and 75 % are usual; an unknown value has none.
with cases (label, met, units, expected) as (
    values
    ('low, its edge', 40, 100, 'low'),
    ('just above low', 401, 1000, 'below_usual'),
    ('just below usual', 649, 1000, 'below_usual'),
    ('usual, lower edge', 13, 20, 'usual'),
    ('usual, upper edge', 3, 4, 'usual'),
    ('just above usual', 751, 1000, 'above_usual'),
    ('just below high', 899, 1000, 'above_usual'),
    ('high, its edge', 9, 10, 'high'),
    ('all', 1, 1, 'high'),
    ('nothing of nothing', 0, 0, null)
),

judged as (
    select
        label,
        expected,
        {{ band(safe_divide('met', 'units'), 'fcr') }} as actual
    from cases
)

{{ rows_that_differ('judged', 10) }}
