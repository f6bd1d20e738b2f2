-- The status says what the flags say: resolved is met, a closed repeat is not met, everything else
-- is left out of the rate.
select
    contact_key,
    fcr_status,
    is_fcr_eligible,
    is_fcr_by_repeat,
    hours_to_next_episode
from {{ ref('fct_contacts') }}
where
    is_fcr_eligible <> (fcr_status <> 'ineligible')
    or (fcr_status = 'resolved' and is_fcr_by_repeat is distinct from true)
    or (fcr_status = 'repeated' and coalesce(is_fcr_by_repeat, false))
    or (fcr_status = 'repeated' and hours_to_next_episode is null)
    or (fcr_status in ('pending', 'unidentified', 'ineligible') and is_fcr_by_repeat is not null)
    or (fcr_status = 'unidentified' and customer_key is not null)
    or (fcr_status in ('resolved', 'repeated', 'pending') and episode_key is null)
