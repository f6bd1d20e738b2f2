-- Of episodes that begin at one instant, the customer's sequence says which is the first.
with numbered as (

    select
        episodes.*,
        sequence.episode_number
    from {{ ref('fct_episodes') }} as episodes
    inner join {{ ref('int_episodes') }} as sequence on episodes.episode_key = sequence.episode_key

),

episodes as (

    select
        numbered.*,
        row_number() over forwards as place_from_start,
        row_number() over backwards as place_from_end,
        count(first_agent_id) over forwards as agents_so_far,
        count(last_agent_id) over backwards as agents_to_come
    from numbered
    window
        forwards as (partition by issue_key order by episode_number),
        backwards as (partition by issue_key order by episode_number desc nulls last)

),

outcomes as (

    select episode_key, is_issue_one_and_done
    from {{ ref('int_episode_outcomes') }}
    where is_issue_start

),

issues as (

    select
        issue_key,
        customer_key,
        max(case when place_from_start = 1 then first_contact_key end) as first_contact_key,
        max(case when place_from_end = 1 then last_contact_key end) as last_contact_key,
        max(case when place_from_start = 1 then topic end) as topic,
        max(case when agents_so_far = 1 and first_agent_id is not null then first_agent_id end) as first_agent_id,
        max(case when agents_to_come = 1 and last_agent_id is not null then last_agent_id end) as last_agent_id,
        max(case when place_from_start = 1 then started_date end) as started_date,
        min(started_at) as started_at,
        max(ended_at) as ended_at,
        cast(sum(contacts) as {{ type_bigint() }}) as contacts,
        cast(count(*) as {{ type_bigint() }}) as episodes,
        cast(sum(self_service_attempts) as {{ type_bigint() }}) as self_service_attempts
    from episodes
    group by issue_key, customer_key

)

select
    issues.issue_key,
    issues.customer_key,
    issues.first_contact_key,
    issues.last_contact_key,
    issues.topic,
    issues.first_agent_id,
    issues.last_agent_id,
    issues.started_date,
    issues.started_at,
    issues.ended_at,
    issues.contacts,
    issues.episodes,
    issues.self_service_attempts,
    outcomes.is_issue_one_and_done as is_first_contact_resolved
from issues
inner join outcomes on issues.issue_key = outcomes.episode_key
