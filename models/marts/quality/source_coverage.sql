with coverage as (

    select * from {{ ref('int_source_coverage') }}

),

capabilities as (

    select * from {{ ref('ref_source_capabilities') }}

)

select
    coverage.source,
    coverage.entity,
    coverage.column_name,
    coverage.rows_accepted,
    coverage.rows_filled,
    {{ safe_divide('coverage.rows_filled', 'coverage.rows_accepted') }} as filled_share,
    coalesce(capabilities.capability, 'as_delivered') as declared_capability
from coverage
left join capabilities
    on
        coverage.source = capabilities.source
        and coverage.entity = capabilities.entity
        and coverage.column_name = capabilities.column_name
