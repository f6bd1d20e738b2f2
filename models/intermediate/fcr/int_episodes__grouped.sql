-- Episodes put together from their contacts, each in the group of topics it is about.
with members as (

    select * from {{ ref('int_contact_episodes') }}

),

contacts as (

    select
        contact_key,
        topic_group
    from {{ ref('int_contacts__classified') }}

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
    from members
    group by customer_key, episode_number

),

about as (

    select
        episodes.*,
        nullif(contacts.topic_group, 'unknown') as known_group
    from episodes
    inner join contacts on coalesce(episodes.standing_contact_key, episodes.episode_key) = contacts.contact_key

),

-- an unknown topic goes on with what the customer was last known to ask about
counted as (

    select
        about.*,
        count(known_group) over (
            partition by customer_key
            order by episode_number
            rows between unbounded preceding and current row
        ) as groups_so_far
    from about

)

select
    episode_key,
    customer_key,
    episode_number,
    standing_contact_key,
    coalesce(max(known_group) over (partition by customer_key, groups_so_far), 'unknown') as topic_group,
    started_at,
    ended_at,
    contacts
from counted
