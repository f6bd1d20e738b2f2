-- Each contact that counts for first contact resolution with the levels of everything it is held against. That something was not
-- so is said only where the contact's source could have told it.
with fcr_contacts as (

    select * from {{ ref('int_fcr_contacts') }}
    where is_identified

),

contacts as (

    select * from {{ ref('int_contacts__classified') }}

),

traits as (

    select * from {{ ref('int_contact_traits') }}

),

hours as (

    select * from {{ ref('int_contact_hours') }}

),

routes as (

    select * from {{ ref('int_contact_routing') }}

),

members as (

    select contact_key, episode_key from {{ ref('int_contact_outcomes') }}

),

attempts as (

    select distinct episode_key from {{ ref('int_self_service_attempts') }}

),

coverage as (

    select * from {{ ref('int_contact_coverage') }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

training as (

    select * from {{ ref('int_agent_training') }}

),

acquaintance as (

    select * from {{ ref('int_customer_acquaintance') }}

)

select
    fcr_contacts.contact_key,
    fcr_contacts.started_date,
    fcr_contacts.is_fcr_by_repeat,
    fcr_contacts.channel,
    coalesce(fcr_contacts.queue, 'no_queue') as queue,
    fcr_contacts.topic,
    contacts.complexity,
    contacts.language,
    {{ three_state_level('hours.is_after_hours', 'after_hours', 'in_hours') }} as after_hours,
    case
        when traits.has_script then {{ three_state_level('traits.is_script_completed', 'completed', 'not_completed') }}
        when coverage.fills_script_id or coverage.fills_is_script_completed then 'no_script'
        else 'unknown'
    end as script,
    {{ three_state_level('traits.knowledge_articles_used > 0', 'used', 'not_used') }} as knowledge,
    {{ three_state_level('contacts.is_transferred', 'transferred', 'not_transferred') }} as transferred,
    case
        when routes.is_misrouted then 'misrouted'
        when coverage.fills_transfer_kind and coverage.fills_queue then 'not_misrouted'
        else 'unknown'
    end as misrouted,
    case
        when attempts.episode_key is not null then 'tried'
        when coverage.fills_self_service then 'not_tried'
        else 'unknown'
    end as self_service_before,
    coalesce(
        traits.unresolved_reason,
        {{ three_state_level('contacts.is_resolved_by_agent', 'recorded_resolved', 'no_reason_recorded') }}
    ) as unresolved_reason,
    case
        when training.training_seconds is null then 'unknown'
        when training.training_seconds = 0 then 'none'
        when training.training_seconds <= 8 * 3600 then 'up_to_8_hours'
        when training.training_seconds <= 24 * 3600 then 'over_8_to_24_hours'
        else 'over_24_hours'
    end as agent_training,
    case
        when fcr_contacts.started_date < agents.hired_on then 'unknown'
        when fcr_contacts.started_date < {{ add_days('agents.hired_on', 90) }} then 'under_90_days'
        when fcr_contacts.started_date < {{ add_days('agents.hired_on', 365) }} then 'under_1_year'
        when fcr_contacts.started_date < {{ add_days('agents.hired_on', 3 * 365) }} then 'under_3_years'
        when agents.hired_on is not null then 'over_3_years'
        else 'unknown'
    end as agent_tenure,
    acquaintance.acquaintance as customer
from fcr_contacts
inner join contacts on fcr_contacts.contact_key = contacts.contact_key
inner join coverage on contacts.source = coverage.source and contacts.origin = coverage.origin
inner join members on fcr_contacts.contact_key = members.contact_key
inner join acquaintance on fcr_contacts.contact_key = acquaintance.contact_key
left join traits on fcr_contacts.contact_key = traits.contact_key
left join hours on fcr_contacts.contact_key = hours.contact_key
left join routes on fcr_contacts.contact_key = routes.contact_key
left join attempts on members.episode_key = attempts.episode_key
left join training
    on contacts.last_agent_id = training.agent_id and contacts.started_date = training.started_date
left join agents
    on
        contacts.last_agent_id = agents.agent_id
        and contacts.started_at >= agents.valid_from
        and contacts.started_at < agents.valid_until
