-- Kept as a table, as int_identity_fingerprint is.
{{ config(materialized='table') }}

with landed_folders as (

    select distinct folders from {{ source('landing', 'folders') }}

),

-- the folders are known when the landing is there
horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

)

select {{ hash_key(['landed_folders.folders']) }} as folders_fingerprint
from landed_folders
cross join horizon
