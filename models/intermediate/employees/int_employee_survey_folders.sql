-- Kept as a table: it is read again, after the build, when what was published is remembered.
with responses as (

    select * from {{ ref('int_survey_responses__accepted') }}
    where survey_kind in ('esat', 'enps')

),

landed_folders as (

    select * from {{ source('landing', 'folders') }}

),

delivering as (

    select distinct source from responses

)

select
    delivering.source,
    {{ hash_key(['delivering.source', 'landed_folders.folder']) }} as folder_fingerprint
from delivering
left join landed_folders on delivering.source = landed_folders.source
