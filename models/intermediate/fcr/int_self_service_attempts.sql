-- Self-service tries of a customer and the episode they precede, if one begins within the repeat window.
with attempts as (

    select
        contact_key,
        customer_key,
        started_at,
        ended_at
    from {{ ref('int_contacts__classified') }}
    where
        customer_key is not null
        and is_inbound
        and not is_offered
        and not is_after_horizon
        and (is_self_served or is_abandoned_in_ivr)

),

moments as (

    select customer_key, started_at, ended_at, contact_key, cast(null as {{ type_bigint() }}) as episode_number
    from attempts
    union all
    select customer_key, started_at, ended_at, cast(null as {{ type_bigint() }}) as contact_key, episode_number
    from {{ ref('int_episodes') }}

),

preceding as (

    select
        moments.*,
        min(episode_number) over (
            partition by customer_key
            order by started_at, coalesce(episode_number, 0)
            rows between current row and unbounded following
        ) as next_episode_number
    from moments

),

episodes as (

    select * from {{ ref('int_episodes') }}

)

select
    preceding.contact_key,
    episodes.episode_key
from preceding
inner join episodes
    on preceding.customer_key = episodes.customer_key and preceding.next_episode_number = episodes.episode_number
where
    preceding.contact_key is not null
    and {{ hours_between('preceding.ended_at', 'episodes.started_at') }} <= {{ var('cc_fcr_window_hours') }}
