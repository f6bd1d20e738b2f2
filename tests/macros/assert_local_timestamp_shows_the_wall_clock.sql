-- UTC becomes the wall clock of the zone, across both changes of clocks.
with delivered (label, instant, time_zone, expected) as (
    values
    ('winter', '2025-01-15 12:00:00', 'America/New_York', '2025-01-15 07:00:00'),
    ('summer', '2025-07-15 12:00:00', 'America/New_York', '2025-07-15 08:00:00'),
    ('day before', '2025-01-01 04:59:59.999999', 'America/New_York', '2024-12-31 23:59:59.999999'),
    ('before the gap', '2025-03-09 06:59:59', 'America/New_York', '2025-03-09 01:59:59'),
    ('gap', '2025-03-09 07:00:00', 'America/New_York', '2025-03-09 03:00:00'),
    ('overlap, first time', '2025-11-02 05:30:00', 'America/New_York', '2025-11-02 01:30:00'),
    ('overlap, second time', '2025-11-02 06:30:00', 'America/New_York', '2025-11-02 01:30:00'),
    ('before the gap, Sofia', '2025-03-30 00:59:59', 'Europe/Sofia', '2025-03-30 02:59:59'),
    ('gap, Sofia', '2025-03-30 01:00:00', 'Europe/Sofia', '2025-03-30 04:00:00'),
    ('overlap, first time, Sofia', '2025-10-26 00:30:00', 'Europe/Sofia', '2025-10-26 03:30:00'),
    ('overlap, second time, Sofia', '2025-10-26 01:30:00', 'Europe/Sofia', '2025-10-26 03:30:00'),
    ('half an hour', '2025-01-01 00:00:00', 'Asia/Kolkata', '2025-01-01 05:30:00'),
    ('three quarters', '2025-01-01 00:00:00', 'Asia/Kathmandu', '2025-01-01 05:45:00'),
    ('half hour of summer', '2025-01-01 00:00:00', 'Australia/Lord_Howe', '2025-01-01 11:00:00'),
    ('date line', '2025-01-01 11:00:00', 'Pacific/Kiritimati', '2025-01-02 01:00:00'),
    ('summer that is the standard', '2025-07-01 12:00:00', 'Europe/Dublin', '2025-07-01 13:00:00'),
    ('UTC', '2025-07-01 12:00:00.000001', 'UTC', '2025-07-01 12:00:00.000001'),
    ('before standard time', '1970-01-01 00:00:00', 'Europe/Sofia', '1970-01-01 02:00:00'),
    ('instant unknown', null, 'Europe/Sofia', null),
    ('zone unknown', '2025-01-01 00:00:00', null, null)
),

cases as (
    select
        label,
        cast(instant as {{ type_timestamp() }}) as instant,
        cast(time_zone as {{ type_text() }}) as time_zone,
        cast(expected as {{ type_timestamp() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ local_timestamp('instant', 'time_zone') }} as actual
    from cases
)

{{ rows_that_differ('judged', 20) }}
