-- Null differs from every number, and numbers by more than a thousand-millionth of their size.
with judged as (

    select
        label,
        {{ figures_differ('figure', 'other') }} as actual,
        expected
    from (
        {%- set double = type_double() %}
        {%- for label, figure, other, expected in [
            ('equal', '0.5', '0.5', 'false'),
            ('both unknown', 'null', 'null', 'false'),
            ('not known before', '0.5', 'null', 'true'),
            ('not known now', 'null', '0.5', 'true'),
            ('zero is known', '0', 'null', 'true'),
            ('last digits of a small one', '0.1 + 0.2', '0.3', 'false'),
            ('last digits of a large one', '1000000000.5', '1000000000', 'false'),
            ('one of a thousand million', '1000000001.5', '1000000000', 'true'),
            ('one contact of many', '0.999999', '1', 'true'),
            ('the other way round', '1', '0.999999', 'true'),
        ] %}
        select
            '{{ label }}' as label,
            cast({{ figure }} as {{ double }}) as figure,
            cast({{ other }} as {{ double }}) as other,
            {{ expected }} as expected
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ) as given

)

{{ rows_that_differ('judged', 10) }}
