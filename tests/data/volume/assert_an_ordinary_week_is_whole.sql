-- A week of the profile has 168 hours, and their shares add up to 1.
select
    scope_kind,
    scope_value,
    count(*) as hours,
    sum(share_of_week) as shares
from {{ ref('volume_profile') }}
group by scope_kind, scope_value
having count(*) <> 168 or abs(sum(share_of_week) - 1) > 1e-9
