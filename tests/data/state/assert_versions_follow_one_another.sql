-- Every version in the memory but the first of its key names the one before it, and differs from it.
with versions as (

    select * from {{ source('state', 'kpi_versions') }}

),

paired as (

    select
        versions.*,
        lag(publication_number) over in_order as publication_number_before,
        lag(numerator) over in_order as numerator_before,
        lag(denominator) over in_order as denominator_before,
        lag(is_settled) over in_order as was_settled
    from versions
    window in_order as (
        partition by kpi, definition_id, period_grain, period_start_date, scope_kind, scope_value
        order by publication_number
    )

)

select *
from paired
where
    publication_number_before is distinct from previous_publication_number
    or (
        previous_publication_number is not null
        and numerator is not distinct from numerator_before
        and denominator is not distinct from denominator_before
        and is_settled is not distinct from was_settled
    )
