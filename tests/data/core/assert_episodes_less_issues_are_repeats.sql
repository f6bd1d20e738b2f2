-- An issue is a chain of episodes, so episodes less issues are the repeats, and an issue's episodes
-- and contacts are counted once.
with episodes as (

    select
        issue_key,
        count(*) as episodes,
        sum(contacts) as contacts,
        sum(self_service_attempts) as self_service_attempts,
        count(case when is_repeat then 1 end) as repeats,
        count(distinct customer_key) as customers
    from {{ ref('fct_episodes') }}
    group by issue_key

),

issues as (

    select
        issue_key,
        episodes,
        contacts,
        self_service_attempts
    from {{ ref('fct_issues') }}

)

select
    coalesce(issues.issue_key, episodes.issue_key) as issue_key,
    issues.episodes,
    episodes.episodes as episodes_found,
    episodes.repeats
from issues
full outer join episodes on issues.issue_key = episodes.issue_key
where
    issues.episodes is distinct from episodes.episodes
    or issues.contacts is distinct from episodes.contacts
    or issues.self_service_attempts is distinct from episodes.self_service_attempts
    or episodes.repeats <> episodes.episodes - 1
    or episodes.customers <> 1
