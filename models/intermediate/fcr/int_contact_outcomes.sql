-- First contact resolution of each contact that is in a sequence or could have been: the one place where eligibility, maturity
-- and the methods are decided.
with contacts as (

    select * from {{ ref('int_contacts__classified') }}

),

members as (

    select * from {{ ref('int_contact_episodes') }}

),

episodes as (

    select * from {{ ref('int_episodes') }}

),

answers as (

    select * from {{ ref('int_contact_answers') }}

),

contact_tickets as (

    select * from {{ ref('int_contact_tickets') }}

),

tickets as (

    select * from {{ ref('int_tickets__classified') }}

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

eligible as (

    select
        contacts.contact_key,
        episodes.episode_key,
        episodes.issue_key,
        episodes.hours_to_next_episode,
        episodes.hours_to_next_episode_same_topic,
        episodes.hours_to_repeat,
        episodes.next_contact_key,
        episodes.hours_to_horizon,
        episodes.is_window_closed,
        episodes.is_repeated,
        contacts.is_identified,
        contacts.is_resolvable_at_first_contact,
        contacts.is_resolved_by_agent,
        coalesce(contacts.is_escalated, false) as is_escalated,
        coalesce(contacts.needs_follow_up, false) as needs_follow_up,
        coalesce(contacts.is_transferred, false) as is_transferred,
        contact_tickets.ticket_key,
        answers.is_issue_resolved and coalesce(answers.contacts_needed <= 1, true) as is_resolved_by_survey,
        {{ add_hours('contacts.ended_at', var('cc_survey_answer_hours')) }} > horizon.horizon_at as is_survey_open,
        case when contact_tickets.is_first_contact then tickets.is_one_touch end as is_one_touch,
        coalesce(
            contact_tickets.is_first_contact
            and coalesce({{ add_hours('tickets.last_solved_at', var('cc_fcr_window_hours')) }} > horizon.horizon_at, true),
            false
        ) as is_ticket_open,
        coalesce(
            members.is_standing,
            not contacts.is_identified and contacts.is_inbound and contacts.is_handled and not contacts.is_after_horizon
        ) as is_fcr_eligible
    from contacts
    cross join horizon
    left join members on contacts.contact_key = members.contact_key
    left join episodes
        on members.customer_key = episodes.customer_key and members.episode_number = episodes.episode_number
    left join answers on contacts.contact_key = answers.contact_key
    left join contact_tickets on contacts.contact_key = contact_tickets.contact_key
    left join tickets on contact_tickets.ticket_key = tickets.ticket_key

),

judged as (

    select
        eligible.*,
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
                then is_resolved_by_agent and not is_escalated and not needs_follow_up and not is_transferred
        end as is_fcr_by_agent,
        case when is_fcr_eligible then is_resolved_by_survey end as is_fcr_by_survey,
        case when is_fcr_eligible then is_one_touch end as is_fcr_by_one_touch,
        (is_fcr_eligible and is_resolved_by_survey is null and is_survey_open) as is_survey_pending,
        (is_fcr_eligible and is_ticket_open) as is_one_touch_pending
    from eligible

)

select
    contact_key,
    episode_key,
    issue_key,
    ticket_key,
    hours_to_next_episode,
    hours_to_next_episode_same_topic,
    hours_to_repeat,
    next_contact_key,
    hours_to_horizon,
    is_fcr_eligible,
    is_resolvable_at_first_contact,
    fcr_status,
    is_fcr_by_repeat,
    is_fcr_by_agent,
    is_fcr_by_survey,
    is_fcr_by_one_touch,
    case
        when is_fcr_by_survey is not null then is_fcr_by_survey
        when is_fcr_by_repeat is not null
            then is_fcr_by_repeat and not is_escalated and coalesce(is_resolved_by_agent, true)
    end as is_fcr_verified,
    is_survey_pending,
    is_one_touch_pending,
    (
        is_survey_pending
        or (is_fcr_eligible and is_identified and is_fcr_by_survey is null and is_fcr_by_repeat is null)
    ) as is_verified_pending
from judged
