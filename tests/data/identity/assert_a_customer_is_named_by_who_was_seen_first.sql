-- A customer's key is that of the identifier first seen in event time, so that only a merge or an earlier row can
-- change it. One that only the customers export knows names a customer of such identifiers alone.
select
    identifiers.identifier_key,
    identifiers.customer_key
from {{ ref('int_identifiers') }} as identifiers
inner join {{ ref('int_identifiers') }} as naming on identifiers.customer_key = naming.identifier_key
where
    naming.customer_key <> naming.identifier_key
    or identifiers.first_seen_at < naming.first_seen_at
    or (identifiers.first_seen_at is not null and naming.first_seen_at is null)
