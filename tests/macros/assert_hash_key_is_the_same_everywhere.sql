-- Keys are 63 bits of MD5, as Python has them; unknown, empty and shifted parts all differ.
with delivered (label, first_part, second_part, expected) as (
    values
    ('two parts', 'src', 'c-1', 7723148181527405681),
    ('other order', 'c-1', 'src', 1926594535448776013),
    ('first unknown', null, 'c-1', 1096680220114173307),
    ('first empty', '', 'c-1', 8594813231324895437),
    ('second unknown', 'src', null, 451608233251556100),
    ('second empty', 'src', '', 7752341000384145448),
    ('both unknown', null, null, 6381283249153160850),
    ('both empty', '', '', 6237240187028632357),
    ('parts shifted', 'sr', 'cc-1', 496990535433803908),
    ('one blank', 'src', ' c-1', 5030316107233137709),
    ('emoji', 'src', '☎️ 😀 é', 7067877785111071676),
    ('cyrillic', 'център', 'обаждане', 8087524542171155991),
    ('quote', 'o''brien', '"', 6239777410340400438),
    ('word null', 'null', 'c-1', 8377305264240505314),
    ('large', 'src', '9223372036854775807', 2773828536998072244)
),

cases as (
    select
        label,
        cast(first_part as {{ type_text() }}) as first_part,
        cast(second_part as {{ type_text() }}) as second_part,
        cast(expected as {{ type_bigint() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ hash_key(['first_part', 'second_part']) }} as actual
    from cases
)

{{ rows_that_differ('judged', 15) }}
