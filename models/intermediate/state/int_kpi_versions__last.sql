with versions as (

    select * from {{ source('state', 'kpi_versions') }}

),

numbered as (

    select
        versions.*,
        row_number() over (
            partition by kpi, definition_id, period_grain, period_start_date, scope_kind, scope_value
            order by publication_number desc nulls last
        ) as place
    from versions

)

select
    kpi,
    definition_id,
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    publication_number,
    horizon_at,
    numerator,
    denominator,
    value,
    is_settled
from numbered
where place = 1
