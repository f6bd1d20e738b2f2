-- YYYY-MM-DD, or a timestamp at midnight; anything else, and days that do not exist, are null.
with delivered (label, delivered_text, expected) as (
    values
    ('plain', '2025-01-31', '2025-01-31'),
    ('blanks', ' 2025-01-31 ', '2025-01-31'),
    ('leap day', '2024-02-29', '2024-02-29'),
    ('leap day of 2000', '2000-02-29', '2000-02-29'),
    ('leap day of 1600', '1600-02-29', '1600-02-29'),
    ('last year', '9999-12-31', '9999-12-31'),
    ('first year', '1000-01-01', '1000-01-01'),
    ('midnight', '2025-01-31 00:00:00', '2025-01-31'),
    ('midnight, T', '2025-01-31T00:00', '2025-01-31'),
    ('midnight, fraction', '2025-01-31 00:00:00.000', '2025-01-31'),
    ('noon', '2025-01-31 12:00:00', null),
    ('a microsecond past', '2025-01-31 00:00:00.000001', null),
    ('instant with Z', '2025-01-31T00:00:00Z', null),
    ('instant with offset', '2025-01-31T00:00:00+02:00', null),
    ('29 February, common year', '2025-02-29', null),
    ('29 February 1900', '1900-02-29', null),
    ('29 February 2100', '2100-02-29', null),
    ('30 February', '2024-02-30', null),
    ('31 April', '2025-04-31', null),
    ('31 June', '2025-06-31', null),
    ('31 September', '2025-09-31', null),
    ('31 November', '2025-11-31', null),
    ('32 January', '2025-01-32', null),
    ('month 13', '2025-13-01', null),
    ('month 0', '2025-00-01', null),
    ('day 0', '2025-01-00', null),
    ('year 0', '0000-01-01', null),
    ('year 999', '0999-01-01', null),
    ('five digits', '12025-01-01', null),
    ('one-digit month', '2025-1-31', null),
    ('slashes', '2025/01/31', null),
    ('American', '01/31/2025', null),
    ('compact', '20250131', null),
    ('month only', '2025-01', null),
    ('ISO week', '2025-W05-5', null),
    ('words', 'today', null),
    ('infinity', 'infinity', null),
    ('before Christ', '2025-01-31 (BC)', null),
    ('line break', '2025-01-31' || chr(10), null),
    ('empty', '', null),
    ('blank', ' ', null),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(delivered_text as {{ type_text() }}) as delivered_text,
        cast(expected as {{ type_date() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ try_date('delivered_text') }} as actual
    from cases
)

{{ rows_that_differ('judged', 42) }}
