with episodes as (

    select * from {{ ref('int_episodes') }}

),

contact_episodes as (

    select * from {{ ref('int_contact_episodes') }}

),

contacts as (

    select * from {{ ref('int_contacts__classified') }}

),

outcomes as (

    select * from {{ ref('int_episode_outcomes') }}

),

attempts as (

    select episode_key, cast(count(*) as {{ type_bigint() }}) as self_service_attempts
    from {{ ref('int_self_service_attempts') }}
    group by episode_key

),

ordered as (

    select
        contact_episodes.customer_key,
        contact_episodes.episode_number,
        contact_episodes.contact_key,
        contacts.first_agent_id,
        contacts.last_agent_id,
        row_number() over backwards as place_from_end,
        count(contacts.first_agent_id) over forwards as agents_so_far,
        count(contacts.last_agent_id) over backwards as agents_to_come
    from contact_episodes
    inner join contacts on contact_episodes.contact_key = contacts.contact_key
    window
        forwards as (
            partition by contact_episodes.customer_key, contact_episodes.episode_number
            order by contact_episodes.sequence_number
        ),
        backwards as (
            partition by contact_episodes.customer_key, contact_episodes.episode_number
            order by contact_episodes.sequence_number desc nulls last
        )

),

ends as (

    select
        customer_key,
        episode_number,
        max(case when place_from_end = 1 then contact_key end) as last_contact_key,
        max(case when agents_so_far = 1 and first_agent_id is not null then first_agent_id end) as first_agent_id,
        max(case when agents_to_come = 1 and last_agent_id is not null then last_agent_id end) as last_agent_id
    from ordered
    group by customer_key, episode_number

)

select
    episodes.episode_key,
    episodes.issue_key,
    episodes.customer_key,
    episodes.episode_key as first_contact_key,
    ends.last_contact_key,
    episodes.standing_contact_key,
    episodes.next_contact_key,
    outcomes.channel,
    outcomes.topic,
    episodes.topic_group,
    ends.first_agent_id,
    ends.last_agent_id,
    outcomes.first_started_date as started_date,
    episodes.started_at,
    episodes.ended_at,
    episodes.contacts,
    coalesce(attempts.self_service_attempts, 0) as self_service_attempts,
    episodes.hours_to_next_episode,
    episodes.hours_to_next_episode_same_topic,
    episodes.is_repeat,
    case
        when episodes.standing_contact_key is not null and episodes.is_window_closed then not episodes.is_repeated
    end as is_first_contact_resolved
from episodes
inner join ends on episodes.customer_key = ends.customer_key and episodes.episode_number = ends.episode_number
inner join outcomes on episodes.episode_key = outcomes.episode_key
left join attempts on episodes.episode_key = attempts.episode_key
