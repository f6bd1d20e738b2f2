-- An instant in the project's text becomes its UTC timestamp, whatever its offset.
with judged as (
    select
        'Z' as label,
        {{ instant_literal('2025-01-01T00:00:00Z') }} as actual,
        cast('2025-01-01 00:00:00' as {{ type_timestamp() }}) as expected

    union all

    select
        'offset over the year' as label,
        {{ instant_literal('2025-01-01 00:30+02:00') }} as actual,
        cast('2024-12-31 22:30:00' as {{ type_timestamp() }}) as expected

    union all

    select
        'fraction' as label,
        {{ instant_literal('2024-02-29T23:59:59.250001-0130') }} as actual,
        cast('2024-03-01 01:29:59.250001' as {{ type_timestamp() }}) as expected
)

{{ rows_that_differ('judged', 3) }}
