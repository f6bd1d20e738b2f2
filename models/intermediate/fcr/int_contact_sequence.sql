-- The contacts that can form episodes, per customer in order of time, and which of them begins one.
-- Windows over narrow rows, no join of a customer's contacts with each other.
with contacts as (

    select
        contact_key,
        customer_key,
        source,
        contact_id,
        channel,
        direction,
        started_at,
        ended_at,
        last_outcome,
        last_transfer_kind,
        is_live,
        is_handled,
        (is_inbound and channel <> 'callback' and is_offered) as is_member
    from {{ ref('int_contacts__classified') }}
    where
        customer_key is not null
        and not is_after_horizon
        and (
            (is_inbound and is_offered)
            or channel = 'callback'
            or (direction = 'outbound' and is_handled)
        )

),

-- a call back finds the request it answers: the customer's latest contact of the sequence before it
numbered as (

    select
        contacts.*,
        count(case when is_member then 1 end) over customer as member_number
    from contacts
    window customer as (
        partition by customer_key
        order by started_at, {{ binary_order('source') }}, {{ binary_order('contact_id') }}
        rows between unbounded preceding and current row
    )

),

answering as (

    select
        numbered.*,
        max(case when is_member then ended_at end) over (partition by customer_key, member_number) as member_ended_at,
        max(case when is_member then last_outcome end) over (partition by customer_key, member_number) as member_last_outcome
    from numbered

),

kept as (

    select
        answering.*,
        not is_member as is_call_back
    from answering
    where
        is_member
        or (
            member_last_outcome = 'callback_requested'
            and started_at >= member_ended_at
            and started_at <= {{ add_hours('member_ended_at', 24) }}
        )

),

linked as (

    select
        kept.*,
        row_number() over customer as sequence_number,
        lag(is_live) over customer as is_previous_live,
        lag(ended_at) over customer as previous_ended_at,
        lag(last_outcome = 'abandoned' or last_transfer_kind <> 'none') over customer as is_previous_dropped,
        max(case when is_live then ended_at end) over (
            partition by customer_key
            order by started_at, {{ binary_order('source') }}, {{ binary_order('contact_id') }}
            rows between unbounded preceding and 1 preceding
        ) as live_until
    from kept
    window customer as (
        partition by customer_key
        order by started_at, {{ binary_order('source') }}, {{ binary_order('contact_id') }}
    )

),

joined as (

    select
        linked.*,
        coalesce(
            is_call_back
            or (is_live and is_previous_live and started_at < live_until)
            or (
                is_previous_dropped
                and started_at <= {{ add_seconds('previous_ended_at', var('cc_reconnect_minutes') * 60) }}
            ),
            false
        ) as is_same_episode
    from linked

)

select
    contact_key,
    customer_key,
    sequence_number,
    count(case when not is_same_episode then 1 end) over (
        partition by customer_key
        order by sequence_number
        rows between unbounded preceding and current row
    ) as episode_number,
    started_at,
    ended_at,
    is_handled
from joined
