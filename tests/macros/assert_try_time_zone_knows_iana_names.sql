-- Names of the IANA time zones as they are spelled; anything else is null.
with delivered (label, delivered_text, expected) as (
    values
    ('city', 'Europe/Sofia', 'Europe/Sofia'),
    ('blanks', ' America/New_York ', 'America/New_York'),
    ('three parts', 'America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'),
    ('UTC', 'UTC', 'UTC'),
    ('small letters', 'europe/sofia', null),
    ('no such city', 'Europe/Sofya', null),
    ('abbreviation', 'EST', null),
    ('offset', '+02:00', null),
    ('rule', 'EST5EDT', null),
    ('words', 'local time', null),
    ('empty', '', null),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(delivered_text as {{ type_text() }}) as delivered_text,
        cast(expected as {{ type_text() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ try_time_zone('delivered_text') }} as actual
    from cases
)

{{ rows_that_differ('judged', 12) }}
