-- Episodes with the distance to the next one, from which every window is one comparison, and the issues they chain to.
{% set window_hours = var('cc_fcr_window_hours') %}
with contacts as (

    select * from {{ ref('int_contact_episodes') }}

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

episodes as (

    select
        customer_key,
        episode_number,
        max(case when is_first then contact_key end) as episode_key,
        max(case when is_standing then contact_key end) as standing_contact_key,
        min(started_at) as started_at,
        max(ended_at) as ended_at,
        cast(count(*) as {{ type_bigint() }}) as contacts
    from contacts
    group by customer_key, episode_number

),

followed as (

    select
        episodes.*,
        {{ hours_between('ended_at', 'lead(started_at) over customer') }} as hours_to_next,
        lead(episode_key) over customer as next_contact_key
    from episodes
    window customer as (partition by customer_key order by episode_number)

),

-- nothing depends on a contact further away than the longest window
cut as (

    select
        customer_key,
        episode_number,
        episode_key,
        standing_contact_key,
        started_at,
        ended_at,
        contacts,
        case when hours_to_next <= 720 then greatest(0, hours_to_next) end as hours_to_next_episode,
        case when hours_to_next <= 720 then next_contact_key end as next_contact_key
    from followed

),

judged as (

    select
        cut.*,
        {{ hours_between('cut.ended_at', 'horizon.horizon_at') }} as hours_to_horizon,
        coalesce(cut.hours_to_next_episode <= {{ window_hours }}, false) as is_repeated,
        coalesce(
            lag(cut.hours_to_next_episode) over (partition by cut.customer_key order by cut.episode_number)
            <= {{ window_hours }},
            false
        ) as is_repeat
    from cut
    cross join horizon

),

numbered as (

    select
        judged.*,
        hours_to_horizon >= {{ window_hours }} as is_window_closed,
        count(case when not is_repeat then 1 end) over (
            partition by customer_key
            order by episode_number
            rows between unbounded preceding and current row
        ) as issue_number
    from judged

)

select
    episode_key,
    max(case when not is_repeat then episode_key end) over (partition by customer_key, issue_number) as issue_key,
    customer_key,
    episode_number,
    issue_number,
    standing_contact_key,
    started_at,
    ended_at,
    contacts,
    hours_to_next_episode,
    next_contact_key,
    hours_to_horizon,
    is_window_closed,
    is_repeated,
    is_repeat
from numbered
