-- What a source is declared always to fill, some row fills; what it never fills, no row does.
select
    capabilities.source,
    capabilities.entity,
    capabilities.column_name,
    capabilities.capability,
    coverage.rows_accepted,
    coverage.rows_filled
from {{ ref('ref_source_capabilities') }} as capabilities
inner join {{ ref('int_source_coverage') }} as coverage
    on
        capabilities.source = coverage.source
        and capabilities.entity = coverage.entity
        and capabilities.column_name = coverage.column_name
where
    (capabilities.capability = 'always' and coverage.rows_accepted > 0 and coverage.rows_filled = 0)
    or (capabilities.capability = 'never' and coverage.rows_filled > 0)
