with contacts as (

    select * from {{ ref('int_contacts__classified') }}

),

outcomes as (

    select * from {{ ref('int_contact_outcomes') }}

)

select
    contacts.contact_key,
    contacts.customer_key,
    outcomes.episode_key,
    outcomes.issue_key,
    outcomes.next_contact_key,
    outcomes.ticket_key,
    contacts.source,
    contacts.origin,
    contacts.contact_id,
    contacts.channel,
    contacts.direction,
    contacts.first_queue,
    contacts.topic,
    contacts.first_agent_id,
    contacts.last_agent_id,
    contacts.outcome,
    outcomes.fcr_status,
    contacts.started_date,
    contacts.started_at,
    contacts.ended_at,
    contacts.segments,
    contacts.transfers,
    contacts.ivr_seconds,
    contacts.wait_seconds,
    contacts.talk_seconds,
    contacts.hold_seconds,
    contacts.wrap_up_seconds,
    contacts.handle_seconds,
    outcomes.hours_to_next_episode,
    outcomes.hours_to_next_episode_same_topic,
    contacts.is_inbound and contacts.is_offered as is_offered,
    contacts.is_handled,
    contacts.is_abandoned,
    contacts.is_abandoned_in_ivr,
    contacts.is_self_served,
    contacts.is_transferred,
    contacts.is_escalated,
    contacts.needs_follow_up,
    contacts.is_resolved_by_agent,
    contacts.is_after_hours,
    contacts.is_live,
    contacts.is_identified,
    outcomes.is_fcr_eligible,
    outcomes.is_fcr_by_repeat,
    outcomes.is_fcr_by_agent,
    outcomes.is_fcr_by_survey,
    outcomes.is_fcr_by_one_touch,
    outcomes.is_fcr_verified,
    contacts.is_doubtful,
    contacts.is_after_horizon
from contacts
inner join outcomes on contacts.contact_key = outcomes.contact_key
