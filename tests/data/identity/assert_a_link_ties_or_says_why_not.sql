-- Two identifiers seen on one record are one customer's where their link is kept; where it is not, a reason stands
-- there, and one that belongs to nobody keeps no link.
select
    links.identifier_number,
    links.other_number,
    links.dropped_reason
from {{ ref('int_identifier_links') }} as links
inner join {{ ref('int_identifiers') }} as one on links.identifier_number = one.identifier_number
inner join {{ ref('int_identifiers') }} as other on links.other_number = other.identifier_number
where
    links.is_kept = (links.dropped_reason is not null)
    or (links.is_kept and one.customer_key is distinct from other.customer_key)
    or (links.is_kept and one.customer_key is null)
    or ((one.is_shared or other.is_shared) and links.dropped_reason is distinct from 'shared_identifier')
    or ((one.is_household or other.is_household) and links.is_kept)
