-- A view, as everything that compares this build with the memory: it is read by the build and again when what was published is
-- remembered, so that a second look finds nothing left to remember.
with horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

fingerprint as (

    select secret_fingerprint from {{ ref('int_identity_fingerprint') }}

),

numbered as (

    select
        publications.*,
        row_number() over (order by publication_number desc nulls last) as place
    from {{ source('state', 'publications') }} as publications

),

last_publication as (

    select * from numbered
    where place = 1

)

select
    coalesce(last_publication.publication_number, 0) + 1 as publication_number,
    horizon.horizon_at,
    fingerprint.secret_fingerprint,
    last_publication.horizon_at as last_horizon_at,
    last_publication.horizon_at is null or horizon.horizon_at >= last_publication.horizon_at as is_remembered,
    last_publication.horizon_at is null or horizon.horizon_at > last_publication.horizon_at as is_new_horizon,
    coalesce(fingerprint.secret_fingerprint <> last_publication.secret_fingerprint, false) as is_new_secret
from horizon
cross join fingerprint
left join last_publication on true
