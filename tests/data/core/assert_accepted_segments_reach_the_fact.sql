-- Every contact segment that counts, delivered or made of a ticket, is a row of
-- fct_contact_segments, and nothing else is.
with landed as (

    select row_key from {{ ref('int_contacts__unioned') }}
    where row_status = 'accepted'
    union all
    select row_key from {{ ref('int_contact_segments__from_tickets') }}

),

segments as (

    select segment_key from {{ ref('fct_contact_segments') }}

)

select
    landed.row_key,
    segments.segment_key
from landed
full outer join segments on landed.row_key = segments.segment_key
where landed.row_key is null or segments.segment_key is null
