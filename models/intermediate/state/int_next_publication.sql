-- A view, as everything that compares this build with the memory: it is read by the build and again when what was published is
-- remembered, so that a second look finds nothing left to remember. Publications from other folders are of no concern, save that
-- all are numbered in one row.
with horizon as (

    select * from {{ ref('int_data_horizon') }}

),

secret as (

    select secret_fingerprint from {{ ref('int_identity_fingerprint') }}

),

landing as (

    select folders_fingerprint from {{ ref('int_landing_fingerprint') }}

),

publications as (

    select * from {{ source('state', 'publications') }}

),

-- Of every table: where an engine knows no transactions, a run that died has left rows under a number that no publication
-- has. They are nobody's, and stay so, if no later publication takes that number.
numbers as (

    {{ last_publication_number() }}

),

numbered as (

    select
        publications.*,
        row_number() over (order by publications.publication_number desc nulls last) as place
    from publications
    inner join landing on publications.folders_fingerprint = landing.folders_fingerprint

),

last_publication as (

    select * from numbered
    where place = 1

)

select
    coalesce(numbers.last_number, 0) + 1 as publication_number,
    horizon.horizon_at,
    secret.secret_fingerprint,
    landing.folders_fingerprint,
    last_publication.horizon_at as last_horizon_at,
    horizon.horizon_at <= horizon.last_delivered_at
    and (last_publication.horizon_at is null or horizon.horizon_at >= last_publication.horizon_at) as is_remembered,
    last_publication.horizon_at is null or horizon.horizon_at > last_publication.horizon_at as is_new_horizon,
    horizon.horizon_at > horizon.last_delivered_at as is_beyond_the_data,
    coalesce(secret.secret_fingerprint <> last_publication.secret_fingerprint, false) as is_new_secret
from horizon
cross join secret
cross join landing
cross join numbers
left join last_publication on true
