with files as (

    select * from {{ landed_files() }}

),

fates as (

    select
        source,
        entity,
        file,
        cast(sum(rows_with_fate) as {{ type_bigint() }}) as rows_judged,
        cast(sum(case when row_status = 'accepted' then rows_with_fate else 0 end) as {{ type_bigint() }}) as rows_accepted,
        cast(sum(case when row_status = 'superseded' then rows_with_fate else 0 end) as {{ type_bigint() }}) as rows_superseded,
        cast(sum(case when row_status = 'excluded' then rows_with_fate else 0 end) as {{ type_bigint() }}) as rows_excluded,
        cast(sum(case when row_status = 'rejected' then rows_with_fate else 0 end) as {{ type_bigint() }}) as rows_rejected,
        cast(sum(case when row_status = 'exact_duplicate' then rows_with_fate else 0 end) as {{ type_bigint() }})
            as exact_duplicates
    from {{ ref('int_row_fates') }}
    group by source, entity, file

)

select
    files.source,
    coalesce(fates.entity, files.entity) as entity,
    files.file,
    files.records + files.malformed_records as rows_read,
    coalesce(fates.rows_accepted, 0) as rows_accepted,
    coalesce(fates.rows_superseded, 0) as rows_superseded,
    coalesce(fates.rows_excluded, 0) as rows_excluded,
    coalesce(fates.rows_rejected, 0) + files.malformed_records as rows_rejected,
    coalesce(fates.exact_duplicates, 0) as exact_duplicates,
    files.malformed_records as rows_malformed,
    files.unknown_columns,
    files.missing_columns
from files
left join fates on files.source = fates.source and files.file = fates.file
