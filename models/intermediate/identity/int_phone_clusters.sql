-- What phones tie together if each of them may: where two people who are known under customer_ids of their own come
-- together this way, over a third group between them, int_phone_ties__judged cuts it apart again.
{{ config(materialized='connected_components') }}

select
    phone_number as node,
    group_number as neighbour
from {{ ref('int_phone_ties') }}
where not is_household
