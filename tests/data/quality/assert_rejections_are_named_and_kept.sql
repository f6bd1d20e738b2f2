-- The rejected rows of a file are as many in the reconciliation, by their reasons and in the
-- private table that keeps them whole.
with reconciled as (

    -- a file may be read as several entities; its malformed records are its own, once
    select
        source,
        file,
        sum(rows_rejected - rows_malformed) + max(rows_malformed) as rows_rejected
    from {{ ref('landing_reconciliation') }}
    group by source, file

),

named as (

    select
        source,
        file,
        sum({{ adapter.quote('rows') }}) as rows_named
    from {{ ref('rejection_reasons') }}
    where row_status = 'rejected'
    group by source, file

),

kept as (

    select
        source,
        file,
        count(*) as rows_kept
    from {{ ref('rejected_rows') }}
    group by source, file

)

select
    reconciled.source,
    reconciled.file,
    reconciled.rows_rejected,
    named.rows_named,
    kept.rows_kept
from reconciled
left join named on reconciled.source = named.source and reconciled.file = named.file
left join kept on reconciled.source = kept.source and reconciled.file = kept.file
where
    reconciled.rows_rejected <> coalesce(named.rows_named, 0)
    or reconciled.rows_rejected <> coalesce(kept.rows_kept, 0)
