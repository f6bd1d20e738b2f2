-- True is 1, false is 0, null stays null.
with delivered (label, flag, expected) as (
    values
    ('true', true, 1),
    ('false', false, 0),
    ('unknown', null, null)
),

cases as (
    select
        label,
        cast(flag as {{ type_boolean() }}) as flag,
        cast(expected as {{ type_bigint() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ bool_to_int('flag') }} as actual
    from cases
)

{{ rows_that_differ('judged', 3) }}
