-- Ten words in any case; anything else is null.
with delivered (label, delivered_text, expected) as (
    values
    ('true', 'true', true),
    ('TRUE', 'TRUE', true),
    ('True', 'True', true),
    ('t', 't', true),
    ('T', 'T', true),
    ('yes', 'yes', true),
    ('Yes', 'Yes', true),
    ('y', 'y', true),
    ('Y', 'Y', true),
    ('1', '1', true),
    ('false', 'false', false),
    ('FALSE', 'FALSE', false),
    ('False', 'False', false),
    ('f', 'f', false),
    ('F', 'F', false),
    ('no', 'no', false),
    ('No', 'No', false),
    ('n', 'n', false),
    ('N', 'N', false),
    ('0', '0', false),
    ('blanks', ' true ', true),
    ('blanks, false', '  NO ', false),
    ('not on', 'on', null),
    ('not off', 'off', null),
    ('not tr', 'tr', null),
    ('not 2', '2', null),
    ('not 01', '01', null),
    ('not 1.0', '1.0', null),
    ('not -1', '-1', null),
    ('not null', 'null', null),
    ('empty', '', null),
    ('blank', ' ', null),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(delivered_text as {{ type_text() }}) as delivered_text,
        cast(expected as {{ type_boolean() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ try_boolean('delivered_text') }} as actual
    from cases
)

{{ rows_that_differ('judged', 33) }}
