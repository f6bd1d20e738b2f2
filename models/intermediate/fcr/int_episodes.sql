-- Episodes with the distance to the next one, whatever it is about and in the same group of topics, from which every window is
-- one comparison; and the issues they chain to. cc_fcr_match names the distance that decides.
{% set window_hours = var('cc_fcr_window_hours') %}
{% set chain = 'customer_key, topic_group' if var('cc_fcr_match') == 'same_topic' else 'customer_key' %}
with episodes as (

    select * from {{ ref('int_episodes__grouped') }}

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

followed as (

    select
        episodes.*,
        {{ hours_between('ended_at', 'lead(started_at) over customer') }} as hours_to_next,
        {{ hours_between('ended_at', 'lead(started_at) over same_topic') }} as hours_to_next_same_topic,
        lead(episode_key) over customer as next_key
    from episodes
    window
        customer as (partition by customer_key order by episode_number),
        same_topic as (partition by customer_key, topic_group order by episode_number)

),

-- nothing depends on a contact further away than the longest window
cut as (

    select
        followed.*,
        case when hours_to_next <= 720 then greatest(0, hours_to_next) end as hours_to_next_episode,
        case when hours_to_next_same_topic <= 720 then greatest(0, hours_to_next_same_topic) end
            as hours_to_next_episode_same_topic,
        case when hours_to_next <= 720 then next_key end as next_contact_key
    from followed

),

matched as (

    select
        cut.*,
        {{ 'hours_to_next_episode_same_topic' if var('cc_fcr_match') == 'same_topic' else 'hours_to_next_episode' }}
            as hours_to_repeat
    from cut

),

judged as (

    select
        matched.*,
        {{ hours_between('matched.ended_at', 'horizon.horizon_at') }} as hours_to_horizon,
        coalesce(matched.hours_to_repeat <= {{ window_hours }}, false) as is_repeated,
        coalesce(
            lag(matched.hours_to_repeat) over (partition by {{ chain }} order by matched.episode_number) <= {{ window_hours }},
            false
        ) as is_repeat
    from matched
    cross join horizon

),

numbered as (

    select
        judged.*,
        hours_to_horizon >= {{ window_hours }} as is_window_closed,
        count(case when not is_repeat then 1 end) over (
            partition by {{ chain }}
            order by episode_number
            rows between unbounded preceding and current row
        ) as issue_number
    from judged

)

select
    episode_key,
    max(case when not is_repeat then episode_key end) over (partition by {{ chain }}, issue_number) as issue_key,
    customer_key,
    episode_number,
    issue_number,
    standing_contact_key,
    topic_group,
    started_at,
    ended_at,
    contacts,
    hours_to_next_episode,
    hours_to_next_episode_same_topic,
    hours_to_repeat,
    next_contact_key,
    hours_to_horizon,
    is_window_closed,
    is_repeated,
    is_repeat
from numbered
