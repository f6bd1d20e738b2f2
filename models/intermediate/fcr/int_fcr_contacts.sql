-- What first contact resolution counts, with the scopes it is credited to: the standing contact's, its last agent's on that day.
with outcomes as (

    select * from {{ ref('int_contact_outcomes') }}
    where is_fcr_eligible

),

contacts as (

    select * from {{ ref('int_contacts__classified') }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

handovers as (

    select * from {{ ref('int_issue_handovers') }}

)

select
    outcomes.contact_key,
    contacts.started_date,
    contacts.channel,
    contacts.first_queue as queue,
    contacts.topic,
    contacts.complexity,
    coalesce(contacts.last_agent_id, 'unknown') as agent_id,
    coalesce(agents.team, 'unknown') as team,
    coalesce(agents.site, 'unknown') as site,
    {{ outsourcer_scope('agents') }} as outsourcer,
    outcomes.issue_key,
    outcomes.fcr_status,
    outcomes.is_fcr_by_repeat,
    outcomes.is_fcr_by_agent,
    outcomes.is_fcr_by_survey,
    outcomes.is_fcr_by_one_touch,
    outcomes.is_fcr_verified,
    outcomes.is_survey_pending,
    outcomes.is_one_touch_pending,
    outcomes.is_verified_pending,
    outcomes.is_resolvable_at_first_contact,
    contacts.is_identified,
    outcomes.hours_to_next_episode,
    outcomes.hours_to_next_episode_same_topic,
    outcomes.hours_to_repeat,
    outcomes.hours_to_horizon,
    handovers.is_neutral,
    handovers.is_issue_open
from outcomes
inner join contacts on outcomes.contact_key = contacts.contact_key
left join agents
    on
        contacts.last_agent_id = agents.agent_id
        and contacts.started_at >= agents.valid_from
        and contacts.started_at < agents.valid_until
left join handovers on outcomes.issue_key = handovers.issue_key
