-- Episodes as the issue-based rates count them: dated by the first contact, scoped by the contact that stands for the episode.
with episodes as (

    select * from {{ ref('int_episodes') }}

),

contacts as (

    select * from {{ ref('int_contacts__classified') }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

)

select
    episodes.episode_key,
    episodes.issue_key,
    first_contacts.started_date as first_started_date,
    scoping_contacts.channel,
    scoping_contacts.first_queue as queue,
    scoping_contacts.topic,
    case
        when episodes.standing_contact_key is not null then coalesce(scoping_contacts.last_agent_id, 'unknown')
    end as agent_id,
    case when episodes.standing_contact_key is not null then coalesce(agents.team, 'unknown') end as team,
    case when episodes.standing_contact_key is not null then coalesce(agents.site, 'unknown') end as site,
    case when episodes.standing_contact_key is not null then {{ outsourcer_scope('agents') }} end as outsourcer,
    episodes.is_repeat,
    not episodes.is_repeat as is_issue_start,
    case
        when not episodes.is_repeat and episodes.standing_contact_key is not null and episodes.is_window_closed
            then not episodes.is_repeated
    end as is_issue_one_and_done
from episodes
inner join contacts as first_contacts on episodes.episode_key = first_contacts.contact_key
inner join contacts as scoping_contacts
    on coalesce(episodes.standing_contact_key, episodes.episode_key) = scoping_contacts.contact_key
left join agents
    on
        scoping_contacts.last_agent_id = agents.agent_id
        and scoping_contacts.started_at >= agents.valid_from
        and scoping_contacts.started_at < agents.valid_until
