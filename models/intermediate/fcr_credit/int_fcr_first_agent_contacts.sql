-- The same contacts as int_fcr_contacts, credited to whoever spoke with the customer first.
with fcr_contacts as (

    select * from {{ ref('int_fcr_contacts') }}

),

contacts as (

    select contact_key, first_agent_id, started_at from {{ ref('int_contacts__classified') }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

)

select
    fcr_contacts.contact_key,
    fcr_contacts.started_date,
    coalesce(contacts.first_agent_id, 'unknown') as agent_id,
    coalesce(agents.team, 'unknown') as team,
    coalesce(agents.site, 'unknown') as site,
    {{ outsourcer_scope('agents') }} as outsourcer,
    fcr_contacts.is_identified,
    fcr_contacts.is_fcr_by_repeat
from fcr_contacts
inner join contacts on fcr_contacts.contact_key = contacts.contact_key
left join agents
    on
        contacts.first_agent_id = agents.agent_id
        and contacts.started_at >= agents.valid_from
        and contacts.started_at < agents.valid_until
