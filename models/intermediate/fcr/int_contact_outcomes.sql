-- First contact resolution of each contact that is in a sequence or could have been: the one place where eligibility, maturity
-- and the methods are decided.
with contacts as (

    select * from {{ ref('int_contacts__classified') }}

),

members as (

    select
        contact_episodes.contact_key,
        contact_episodes.is_standing,
        episodes.episode_key,
        episodes.issue_key,
        episodes.hours_to_next_episode,
        episodes.next_contact_key,
        episodes.hours_to_horizon,
        episodes.is_window_closed,
        episodes.is_repeated
    from {{ ref('int_contact_episodes') }} as contact_episodes
    inner join {{ ref('int_episodes') }} as episodes
        on
            contact_episodes.customer_key = episodes.customer_key
            and contact_episodes.episode_number = episodes.episode_number

),

eligible as (

    select
        contacts.contact_key,
        members.episode_key,
        members.issue_key,
        members.hours_to_next_episode,
        members.next_contact_key,
        members.hours_to_horizon,
        members.is_window_closed,
        members.is_repeated,
        contacts.is_identified,
        contacts.is_resolved_by_agent,
        contacts.is_escalated,
        contacts.needs_follow_up,
        contacts.is_transferred,
        coalesce(
            members.is_standing,
            not contacts.is_identified
            and contacts.is_inbound
            and contacts.is_handled
            and not contacts.is_after_horizon
        ) as is_fcr_eligible
    from contacts
    left join members on contacts.contact_key = members.contact_key

)

select
    contact_key,
    episode_key,
    issue_key,
    hours_to_next_episode,
    next_contact_key,
    hours_to_horizon,
    is_fcr_eligible,
    case
        when not is_fcr_eligible then 'ineligible'
        when not is_identified then 'unidentified'
        when is_repeated then 'repeated'
        when is_window_closed then 'resolved'
        else 'pending'
    end as fcr_status,
    case when is_fcr_eligible and is_window_closed then not is_repeated end as is_fcr_by_repeat,
    case
        when is_fcr_eligible and is_resolved_by_agent is not null
            then
                is_resolved_by_agent
                and not coalesce(is_escalated, false)
                and not coalesce(needs_follow_up, false)
                and not coalesce(is_transferred, false)
    end as is_fcr_by_agent
from eligible
