-- What begins behind the data horizon is flagged, and nothing before it is; it is in no episode.
with horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

rows_seen as (

    select 'fct_contacts' as relation, contact_key as row_key, started_at as begins_at, is_after_horizon, episode_key
    from {{ ref('fct_contacts') }}
    union all
    select 'fct_contact_segments' as relation, segment_key as row_key, started_at as begins_at, is_after_horizon, null as episode_key
    from {{ ref('fct_contact_segments') }}
    union all
    select 'fct_tickets' as relation, ticket_key as row_key, created_at as begins_at, is_after_horizon, null as episode_key
    from {{ ref('fct_tickets') }}

)

select
    rows_seen.relation,
    rows_seen.row_key,
    rows_seen.begins_at
from rows_seen
cross join horizon
where
    rows_seen.is_after_horizon is distinct from (rows_seen.begins_at > horizon.horizon_at)
    or (rows_seen.is_after_horizon and rows_seen.episode_key is not null)
