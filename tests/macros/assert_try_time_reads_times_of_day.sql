-- H:MM, HH:MM and HH:MM:SS; 24:00 is midnight; anything else is null.
with delivered (label, delivered_text, expected) as (
    values
    ('HH:MM', '09:30', '09:30:00'),
    ('H:MM', '9:30', '09:30:00'),
    ('HH:MM:SS', '09:30:15', '09:30:15'),
    ('midnight', '00:00', '00:00:00'),
    ('H midnight', '0:00', '00:00:00'),
    ('24:00', '24:00', '00:00:00'),
    ('24:00:00', ' 24:00:00 ', '00:00:00'),
    ('last', '23:59:59', '23:59:59'),
    ('blanks', ' 17:00 ', '17:00:00'),
    ('24:01', '24:01', null),
    ('25:00', '25:00', null),
    ('minute 60', '09:60', null),
    ('second 60', '09:30:60', null),
    ('one-digit minute', '9:5', null),
    ('hour only', '9', null),
    ('fraction', '09:30:15.5', null),
    ('am', '9:30 am', null),
    ('with date', '2025-01-01 09:30', null),
    ('offset', '09:30+02:00', null),
    ('point', '9.30', null),
    ('compact', '0930', null),
    ('minus', '-9:30', null),
    ('empty', '', null),
    ('blank', ' ', null),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(delivered_text as {{ type_text() }}) as delivered_text,
        cast(expected as {{ type_time() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ try_time('delivered_text') }} as actual
    from cases
)

{{ rows_that_differ('judged', 25) }}
