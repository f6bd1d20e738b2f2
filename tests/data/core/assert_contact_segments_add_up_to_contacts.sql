-- A contact's segments and handle seconds are those of its segments: none is lost on the way, none
-- counted twice.
with contacts as (

    select
        contact_key,
        segments,
        handle_seconds
    from {{ ref('fct_contacts') }}

),

segments as (

    select
        contact_key,
        count(*) as segments,
        sum(handle_seconds) as handle_seconds
    from {{ ref('fct_contact_segments') }}
    group by contact_key

)

select
    coalesce(contacts.contact_key, segments.contact_key) as contact_key,
    contacts.segments,
    segments.segments as segments_found,
    contacts.handle_seconds,
    segments.handle_seconds as handle_seconds_found
from contacts
full outer join segments on contacts.contact_key = segments.contact_key
where
    contacts.segments is distinct from segments.segments
    or contacts.handle_seconds is distinct from segments.handle_seconds
