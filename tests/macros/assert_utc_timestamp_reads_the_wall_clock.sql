-- A wall clock becomes UTC: skipped times by the offset before, repeated ones by that after.
with delivered (label, local_at, time_zone, expected) as (
    values
    ('winter', '2025-01-15 07:00:00', 'America/New_York', '2025-01-15 12:00:00'),
    ('summer', '2025-07-15 08:00:00', 'America/New_York', '2025-07-15 12:00:00'),
    ('before the gap', '2025-03-09 01:59:59.5', 'America/New_York', '2025-03-09 06:59:59.5'),
    ('gap', '2025-03-09 02:30:00', 'America/New_York', '2025-03-09 07:30:00'),
    ('gap begins', '2025-03-09 02:00:00', 'America/New_York', '2025-03-09 07:00:00'),
    ('gap ends', '2025-03-09 03:00:00', 'America/New_York', '2025-03-09 07:00:00'),
    ('before the overlap', '2025-11-02 00:59:59', 'America/New_York', '2025-11-02 04:59:59'),
    ('overlap begins', '2025-11-02 01:00:00', 'America/New_York', '2025-11-02 06:00:00'),
    ('overlap', '2025-11-02 01:30:00', 'America/New_York', '2025-11-02 06:30:00'),
    ('overlap ends', '2025-11-02 02:00:00', 'America/New_York', '2025-11-02 07:00:00'),
    ('gap, Sofia', '2025-03-30 03:30:00', 'Europe/Sofia', '2025-03-30 01:30:00'),
    ('before the overlap, Sofia', '2025-10-26 02:59:59', 'Europe/Sofia', '2025-10-25 23:59:59'),
    ('overlap, Sofia', '2025-10-26 03:30:00', 'Europe/Sofia', '2025-10-26 01:30:00'),
    ('overlap ends, Sofia', '2025-10-26 04:00:00', 'Europe/Sofia', '2025-10-26 02:00:00'),
    ('gap, Dublin', '2025-03-30 01:30:00', 'Europe/Dublin', '2025-03-30 01:30:00'),
    ('overlap, Dublin', '2025-10-26 01:30:00', 'Europe/Dublin', '2025-10-26 01:30:00'),
    ('gap of half an hour', '2025-10-05 02:15:00', 'Australia/Lord_Howe', '2025-10-04 15:45:00'),
    ('half an hour', '2025-01-01 05:30:00', 'Asia/Kolkata', '2025-01-01 00:00:00'),
    ('UTC', '2025-03-30 03:30:00', 'UTC', '2025-03-30 03:30:00'),
    ('local unknown', null, 'Europe/Sofia', null),
    ('zone unknown', '2025-01-01 00:00:00', null, null)
),

cases as (
    select
        label,
        cast(local_at as {{ type_timestamp() }}) as local_at,
        cast(time_zone as {{ type_text() }}) as time_zone,
        cast(expected as {{ type_timestamp() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ utc_timestamp('local_at', 'time_zone') }} as actual
    from cases
)

{{ rows_that_differ('judged', 21) }}
