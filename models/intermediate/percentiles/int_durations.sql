-- Everything that a histogram is kept of, one row each: what a scope's people share (a contact's
-- handle time) lies in int_contact_handlers besides.
{{ config(materialized='view') }}

with entries as (

    select * from {{ ref('int_contact_segments__classified') }}
    where is_answered and is_live and wait_seconds is not null and not is_after_horizon

),

contacts as (

    select * from {{ ref('int_contacts__classified') }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

tickets as (

    select * from {{ ref('int_ticket_durations') }}

)

select
    'wait' as measure,
    entries.segment_key as measured_key,
    entries.started_date as date_day,
    entries.channel,
    entries.queue,
    contacts.topic,
    coalesce(agents.team, 'unknown') as team,
    coalesce(agents.site, 'unknown') as site,
    {{ outsourcer_scope('agents') }} as outsourcer,
    entries.wait_seconds as seconds
from entries
inner join contacts on entries.contact_key = contacts.contact_key
left join agents
    on
        entries.agent_id = agents.agent_id
        and entries.started_at >= agents.valid_from
        and entries.started_at < agents.valid_until
union all
select
    'handle' as measure,
    contact_key as measured_key,
    started_date as date_day,
    channel,
    first_queue as queue,
    topic,
    cast(null as {{ type_text() }}) as team,
    cast(null as {{ type_text() }}) as site,
    cast(null as {{ type_text() }}) as outsourcer,
    handle_seconds as seconds
from contacts
where is_inbound and is_handled and handle_seconds is not null and not is_after_horizon
union all
select
    measure,
    ticket_key as measured_key,
    date_day,
    channel,
    queue,
    topic,
    team,
    site,
    outsourcer,
    seconds
from tickets
