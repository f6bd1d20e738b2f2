-- Text becomes the UTC timestamp that ISO 8601 says, null where it says nothing; never an error.
with delivered (label, delivered_text, time_zone, expected) as (
    values
    ('null', null, 'UTC', null),
    ('empty', '', 'UTC', null),
    ('blank', ' ', 'UTC', null),
    ('Z', '2025-01-02T03:04:05Z', 'Europe/Sofia', '2025-01-02 03:04:05'),
    ('blank instead of T', '2025-01-02 03:04:05Z', 'UTC', '2025-01-02 03:04:05'),
    ('blanks around', '  2025-01-02T03:04:05Z ', 'UTC', '2025-01-02 03:04:05'),
    ('no seconds, Z', '2025-01-02T03:04Z', 'Europe/Sofia', '2025-01-02 03:04:00'),
    ('no seconds', '2025-01-02T03:04', 'UTC', '2025-01-02 03:04:00'),
    ('no seconds, blanks', ' 2025-01-02T03:04 ', 'UTC', '2025-01-02 03:04:00'),
    ('+HH:MM', '2025-01-02T03:04:05+05:30', 'UTC', '2025-01-01 21:34:05'),
    ('+HHMM', '2025-01-02T03:04:05+0530', 'UTC', '2025-01-01 21:34:05'),
    ('+HH', '2025-01-02T03:04:05+05', 'UTC', '2025-01-01 22:04:05'),
    ('-HH:MM', '2025-01-02T03:04:05-03:30', 'UTC', '2025-01-02 06:34:05'),
    ('-HH, no seconds', '2025-12-31 20:00-05', 'UTC', '2026-01-01 01:00:00'),
    ('-00:00', '2025-01-02T03:04:05-00:00', 'Europe/Sofia', '2025-01-02 03:04:05'),
    ('offset, zone ignored', '2025-07-01T00:00+00:00', 'America/New_York', '2025-07-01 00:00:00'),
    ('offset, zone unknown', '2025-07-01T00:00:00.5+02:00', null, '2025-06-30 22:00:00.5'),
    ('no offset, zone unknown', '2025-07-01T00:00:00', null, null),
    ('local, winter', '2025-01-02T03:04:05', 'Europe/Sofia', '2025-01-02 01:04:05'),
    ('local, summer', '2025-07-02 03:04:05', 'Europe/Sofia', '2025-07-02 00:04:05'),
    ('local, clocks skip it', '2025-03-09 02:30', 'America/New_York', '2025-03-09 07:30:00'),
    ('local, comes twice', '2025-11-02T01:30:00', 'America/New_York', '2025-11-02 06:30:00'),
    ('date', '2025-01-02', 'UTC', '2025-01-02 00:00:00'),
    ('local date', '2025-01-02', 'America/New_York', '2025-01-02 05:00:00'),
    ('date with blanks', ' 2025-01-02 ', 'America/New_York', '2025-01-02 05:00:00'),
    ('leap day', '2024-02-29T12:00:00Z', 'UTC', '2024-02-29 12:00:00'),
    ('leap day of 2000', '2000-02-29', 'UTC', '2000-02-29 00:00:00'),
    ('last second', '2025-12-31T23:59:59Z', 'UTC', '2025-12-31 23:59:59'),
    ('1 digit', '2025-01-02T03:04:05.5Z', 'UTC', '2025-01-02 03:04:05.5'),
    ('6 digits', '2025-01-02T03:04:05.123456Z', 'UTC', '2025-01-02 03:04:05.123456'),
    ('7 digits', '2025-01-02T03:04:05.1234567Z', 'UTC', '2025-01-02 03:04:05.123456'),
    ('9 digits, cut', '2025-01-02T03:04:05.999999999', 'UTC', '2025-01-02 03:04:05.999999'),
    ('9 digits, offset', '2025-01-02T03:04:05.123456789+01', 'UTC', '2025-01-02 02:04:05.123456'),
    ('8 digits', '2025-07-02T03:04:05.99999999', 'Europe/Sofia', '2025-07-02 00:04:05.999999'),
    ('no digit', '2025-01-02T03:04:05.', 'UTC', null),
    ('30 February', '2025-02-30', 'UTC', null),
    ('29 February, common year', '2025-02-29T00:00:00Z', 'UTC', null),
    ('29 February 1900', '1900-02-29', 'UTC', null),
    ('31 April', '2025-04-31T10:00:00Z', 'UTC', null),
    ('month 13', '2025-13-01T00:00:00Z', 'UTC', null),
    ('month 00', '2025-00-10', 'UTC', null),
    ('day 00', '2025-01-00', 'UTC', null),
    ('year 0000', '0000-01-01', 'UTC', null),
    ('25:61', '2025-01-01T25:61:00Z', 'UTC', null),
    ('24:00', '2025-01-01T24:00:00Z', 'UTC', null),
    ('second 60', '2025-01-01T23:59:60Z', 'UTC', null),
    ('offset of 15 hours', '2025-01-01T00:00:00+15:00', 'UTC', null),
    ('offset of 61 minutes', '2025-01-01T00:00:00+02:61', 'UTC', null),
    ('offset of one digit', '2025-01-01T00:00:00+2', 'UTC', null),
    ('date with Z', '2025-01-01Z', 'UTC', null),
    ('hour only', '2025-01-01T10', 'UTC', null),
    ('one-digit month', '2025-1-01 00:00:00', 'UTC', null),
    ('one-digit hour', '2025-01-01 9:00:00', 'UTC', null),
    ('blank before Z', '2025-01-01T00:00:00 Z', 'UTC', null),
    ('two blanks', '2025-01-01  00:00:00', 'UTC', null),
    ('small letters', '2025-01-01t00:00:00z', 'UTC', null),
    ('zone name', '2025-01-01 00:00:00 Europe/Sofia', 'UTC', null),
    ('UTC spelled out', '2025-01-01 00:00:00 UTC', 'UTC', null),
    ('American', '04/05/2025', 'UTC', null),
    ('slashes', '2025/04/05', 'UTC', null),
    ('compact', '20250405T000000Z', 'UTC', null),
    ('epoch seconds', '1735689600', 'UTC', null),
    ('words', 'yesterday', 'UTC', null),
    ('epoch', 'epoch', 'UTC', null),
    ('now', 'now', 'UTC', null),
    ('infinity', 'infinity', 'UTC', null),
    ('before Christ', '2025-01-01 (BC)', 'UTC', null),
    ('sign', '+2025-01-01', 'UTC', null),
    ('trailing letters', '2025-01-01T00:00:00Zulu', 'UTC', null),
    ('trailing line', '2025-01-01T00:00:00Z' || chr(10), 'UTC', null),
    ('other digits', '２０２５-01-01', 'UTC', null)
),

cases as (
    select
        label,
        cast(delivered_text as {{ type_text() }}) as delivered_text,
        cast(time_zone as {{ type_text() }}) as time_zone,
        cast(expected as {{ type_timestamp() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ try_instant('delivered_text', 'time_zone') }} as actual
    from cases

    union all

    -- whatever the text, a literal zone must not change the answer
    select
        label || ', literal zone' as label,
        expected,
        {{ try_instant('delivered_text', "'UTC'") }} as actual
    from cases
    where time_zone = 'UTC'

    union all

    select
        label || ', literal zone' as label,
        expected,
        {{ try_instant('delivered_text', "'America/New_York'") }} as actual
    from cases
    where time_zone = 'America/New_York'
)

{{ rows_that_differ('judged', 134) }}
