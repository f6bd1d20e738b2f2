-- Issues that went through several hands. Whatever their contacts were worth, no single agent is answerable for them.
with episodes as (

    select * from {{ ref('int_episodes') }}

),

members as (

    select * from {{ ref('int_contact_episodes') }}

),

contacts as (

    select contact_key, is_transferred from {{ ref('int_contacts__classified') }}

),

routing as (

    select * from {{ ref('int_contact_routing') }}

),

issues as (

    -- A source that never records transfers is not asked for them.
    select
        episodes.issue_key,
        bool_or(coalesce(contacts.is_transferred, false)) as has_transfer,
        bool_or(routing.is_misrouted) as has_misroute,
        bool_or(not episodes.is_window_closed) as is_issue_open
    from episodes
    inner join members
        on
            episodes.customer_key = members.customer_key
            and episodes.episode_number = members.episode_number
    inner join contacts on members.contact_key = contacts.contact_key
    inner join routing on members.contact_key = routing.contact_key
    group by episodes.issue_key

)

select
    issue_key,
    has_transfer,
    has_misroute,
    not has_transfer and not has_misroute as is_neutral,
    is_issue_open
from issues
