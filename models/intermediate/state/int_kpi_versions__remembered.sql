with versions as (

    select * from {{ source('state', 'kpi_versions') }}

),

publications as (

    select * from {{ source('state', 'publications') }}

),

next_publication as (

    select * from {{ ref('int_next_publication') }}

)

select versions.*
from versions
inner join publications on versions.publication_number = publications.publication_number
inner join next_publication on publications.folders_fingerprint = next_publication.folders_fingerprint
