with malformed as (

    select
        source,
        entity,
        file,
        'rejected' as row_status,
        reason_code,
        cast(count(*) as {{ type_bigint() }}) as rows_with_fate
    from {{ landed_malformed() }}
    group by source, entity, file, reason_code

),

judged as (

    select
        source,
        entity,
        file,
        row_status,
        reason_code,
        rows_with_fate
    from {{ ref('int_row_fates') }}
    where row_status in ('rejected', 'excluded')

),

unioned as (

    select * from malformed
    union all
    select * from judged

),

reasons as (

    select * from {{ ref('ref_reason_codes') }}

)

select
    unioned.source,
    unioned.entity,
    unioned.file,
    unioned.row_status,
    unioned.reason_code,
    reasons.sentence as reason,
    unioned.rows_with_fate as {{ adapter.quote('rows') }}
from unioned
left join reasons on unioned.reason_code = reasons.code
