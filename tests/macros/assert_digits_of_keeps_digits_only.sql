-- The digits of a text in their order; none leave an empty text.
with delivered (label, delivered_text, expected) as (
    values
    ('phone', '+359 (88) 812-34-56', '359888123456'),
    ('digits', '0123456789', '0123456789'),
    ('letters between', 'a1b22c3', '1223'),
    ('none', 'anonymous', ''),
    ('other digits', '１٢3', '3'),
    ('line break', '1' || chr(10) || '2', '12'),
    ('empty', '', ''),
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
        {{ digits_of('delivered_text') }} as actual
    from cases
)

{{ rows_that_differ('judged', 8) }}
