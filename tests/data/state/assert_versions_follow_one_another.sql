-- Every version in the memory but the first of its key and folders names the one before it, and differs from it.
with versions as (

    select
        versions.*,
        publications.folders_fingerprint
    from {{ source('state', 'kpi_versions') }} as versions
    inner join {{ source('state', 'publications') }} as publications
        on versions.publication_number = publications.publication_number

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
        partition by folders_fingerprint, kpi, definition_id, period_grain, period_start_date, scope_kind, scope_value
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
