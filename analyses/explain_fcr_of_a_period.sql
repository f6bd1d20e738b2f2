-- Which contacts make the FCR of a period, and why each counts or does not?
-- dbt show --select explain_fcr_of_a_period --limit 500 --vars '{explain_from: "2025-02-03", explain_to: "2025-02-09"}'
select
    fcr_status,
    case
        when not is_fcr_eligible then 'left out: does not stand for an episode'
        when fcr_status = 'unidentified' then 'left out: nobody knows whose contact it was'
        when is_fcr_by_repeat is null then 'left out for now: its window is still open'
        when is_fcr_by_repeat then 'counts and meets: no repeat within the window'
        else 'counts, not met: the customer came back'
    end as why,
    source,
    contact_id,
    channel,
    first_queue,
    topic,
    last_agent_id,
    started_at,
    ended_at,
    hours_to_next_episode,
    next_contact_key
from {{ ref('fct_contacts') }}
where
    started_date between cast('{{ var("explain_from", "2025-03-03") }}' as date)
    and cast('{{ var("explain_to", "2025-03-09") }}' as date)
    and is_offered
order by fcr_status, started_at, contact_id
