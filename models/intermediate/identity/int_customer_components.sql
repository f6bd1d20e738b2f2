-- Who is one customer: whatever the kept links tie together. An identifier without a kept link has no row and is a
-- customer by itself.
{{ config(materialized='connected_components') }}

select
    identifier_number as node,
    other_number as neighbour
from {{ ref('int_identifier_links') }}
where is_kept
