-- Every file with records has a line in the reconciliation for each entity made from it, and
-- no fate is without its file.
with fates as (

    select distinct
        source,
        entity,
        file
    from {{ ref('int_row_fates') }}

),

reconciled as (

    select
        source,
        entity,
        file
    from {{ ref('landing_reconciliation') }}

),

files as (

    select
        source,
        file
    from {{ landed_files() }}

)

select
    fates.source,
    fates.file,
    'rows without a file' as fault
from fates
left join reconciled
    on
        fates.source = reconciled.source
        and fates.entity = reconciled.entity
        and fates.file = reconciled.file
where reconciled.file is null

union all

select
    files.source,
    files.file,
    'a file that is not reconciled' as fault
from files
left join reconciled on files.source = reconciled.source and files.file = reconciled.file
where reconciled.file is null
