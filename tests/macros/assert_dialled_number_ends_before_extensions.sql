-- The digits of the first number in a text, behind a + that stands before them; what follows other signs is no part of it.
with delivered (label, delivered_text, expected) as (
    values
    ('national', '(02) 981-00.00', '029810000'),
    ('international', ' +44 (0)20/7946 0018', '+4402079460018'),
    ('plus in brackets', '(+359) 88_812~34', '+3598881234'),
    ('words and two pluses before', 'tel: ++359 88', '+35988'),
    ('plus behind', '0888+359', '0888'),
    ('ext', '0888 123 456 ext. 12', '0888123456'),
    ('x', '0888123456x12', '0888123456'),
    ('rfc 3966', 'tel:+1-201-555-0123;ext=45', '+12015550123'),
    ('hash', '0888 123 456 #12', '0888123456'),
    ('comma', '0888123456,,12', '0888123456'),
    ('Russian', '8 495 123 45 67 доб. 12', '84951234567'),
    ('Bulgarian', '02 981 00 00 вътр. 12', '029810000'),
    ('second number', '0888123456 or 0888123457', '0888123456'),
    ('full width', '＋３５９　８８（１）', '+359881'),
    ('Arabic digits', '٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹', '01234567890123456789'),
    ('dashes', '1{{ '\u2011' }}2{{ '\u2013' }}3{{ '\u2212' }}4{{ '\uff0d' }}5', '12345'),
    ('blanks', '1{{ '\u00a0' }}2{{ '\u202f' }}3{{ '\u3000' }}4{{ '\t' }}5', '12345'),
    ('unseen', '{{ '\u202a' }}+1{{ '\u00ad' }}2{{ '\u200b' }}3{{ '\u202c' }}', '+123'),
    ('lines', '+1' || chr(10) || '2' || chr(13) || '3 x' || chr(10) || '4', '+123'),
    ('every other sign of numbers', '1*2:3''4|5' || chr(92) || '6[7]8{{ '\u00b7' }}9{{ '\u30fc' }}0', '1234567890'),
    ('letter after a backslash', '1t2', '1'),
    ('none', 'anonymous', ''),
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
        {{ dialled_number('delivered_text') }} as actual
    from cases
)

{{ rows_that_differ('judged', 24) }}
