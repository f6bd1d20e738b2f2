-- What customer_ids and e-mail addresses alone tie together. One that is tied to nothing has no row and is a group by
-- itself.
{{ config(materialized='connected_components') }}

with pairs as (

    select * from {{ ref('int_identifier_pairs') }}
    where kind = 'customer_id' and other_kind = 'email'

),

unshared as (

    select identifier_number from {{ ref('int_identifier_degrees') }}
    where not is_shared

)

select
    pairs.identifier_number as node,
    pairs.other_number as neighbour
from pairs
inner join unshared as customer_ids on pairs.identifier_number = customer_ids.identifier_number
inner join unshared as emails on pairs.other_number = emails.identifier_number
