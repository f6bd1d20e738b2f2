-- Every contact of a sequence is in one episode, and each episode counts its contacts and is stood
-- for by one of them at most.
with contacts as (

    select
        episode_key,
        count(*) as contacts,
        count(case when is_fcr_eligible then 1 end) as standing_contacts,
        max(case when is_fcr_eligible then contact_key end) as standing_contact_key
    from {{ ref('fct_contacts') }}
    where episode_key is not null
    group by episode_key

),

episodes as (

    select
        episode_key,
        contacts,
        standing_contact_key
    from {{ ref('fct_episodes') }}

)

select
    coalesce(episodes.episode_key, contacts.episode_key) as episode_key,
    episodes.contacts,
    contacts.contacts as contacts_found,
    contacts.standing_contacts
from episodes
full outer join contacts on episodes.episode_key = contacts.episode_key
where
    episodes.contacts is distinct from contacts.contacts
    or contacts.standing_contacts > 1
    or episodes.standing_contact_key is distinct from contacts.standing_contact_key

union all

select
    null as episode_key,
    totals.sequence_contacts as contacts,
    totals.episode_contacts as contacts_found,
    null as standing_contacts
from (
    select
        (select count(*) from {{ ref('int_contact_sequence') }}) as sequence_contacts,
        (select count(episode_key) from {{ ref('fct_contacts') }}) as episode_contacts
) as totals
where totals.sequence_contacts <> totals.episode_contacts
