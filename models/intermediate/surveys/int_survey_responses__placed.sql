-- Where a survey of a customer counts: at the contact that it asks about, else at the ticket; with the agent it names, else that
-- contact's last one, else the ticket's, and their team, site and outsourcer at the time of the contact, so that an answer is
-- credited to those who earned it. What lies behind the horizon is not there yet.
{%- set business_zone = "'" ~ var('cc_business_timezone') ~ "'" %}

with responses as (

    select
        scored.*,
        case when ticket_id is not null then {{ hash_key(['source', 'ticket_id']) }} end as asked_ticket_key
    from {{ ref('int_survey_responses__scored') }} as scored

),

survey_contacts as (

    select * from {{ ref('int_survey_contacts') }}

),

classified as (

    select * from {{ ref('int_contacts__classified') }}

),

assembled as (

    select
        contact_key,
        dating_queue
    from {{ ref('int_contacts__assembled') }}

),

tickets as (

    select * from {{ ref('int_tickets__accepted') }}

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

queues as (

    select * from {{ ref('int_queues__valid') }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

-- a contact that is named and was delivered comes before one that the ticket made
contacts as (

    select
        survey_contacts.response_key,
        classified.contact_key,
        classified.channel,
        classified.first_queue,
        assembled.dating_queue,
        classified.topic,
        classified.last_agent_id,
        classified.started_at,
        classified.started_date,
        row_number() over (
            partition by survey_contacts.response_key
            order by case when classified.origin = 'contact' then 0 else 1 end, classified.contact_key
        ) as choice
    from survey_contacts
    inner join classified on survey_contacts.contact_key = classified.contact_key
    inner join assembled on survey_contacts.contact_key = assembled.contact_key
    where not classified.is_after_horizon

),

asked as (

    select
        responses.response_key,
        responses.sent_at,
        responses.responded_at,
        contacts.contact_key,
        contacts.started_date,
        tickets.created_at,
        coalesce(contacts.channel, tickets.channel, 'unknown') as channel,
        case when contacts.contact_key is null then tickets.queue else contacts.first_queue end as queue,
        case when contacts.contact_key is null then tickets.queue else contacts.dating_queue end as dating_queue,
        coalesce(contacts.topic, tickets.topic, 'unknown') as topic,
        coalesce(responses.agent_id, contacts.last_agent_id, tickets.agent_id) as agent_id,
        coalesce(contacts.started_at, responses.sent_at, responses.responded_at) as about_at
    from responses
    cross join horizon
    left join contacts
        on responses.response_key = contacts.response_key and contacts.choice = 1
    left join tickets
        on responses.asked_ticket_key = tickets.row_key and horizon.horizon_at >= tickets.created_at

)

select
    asked.response_key,
    asked.contact_key,
    asked.channel,
    asked.queue,
    asked.topic,
    coalesce(asked.agent_id, 'unknown') as agent_id,
    coalesce(agents.team, 'unknown') as team,
    coalesce(agents.site, 'unknown') as site,
    {{ outsourcer_scope('agents') }} as outsourcer,
    {{ to_date(local_timestamp('asked.sent_at', 'coalesce(sending.time_zone, ' ~ business_zone ~ ')')) }} as sent_date,
    {{ to_date(local_timestamp('asked.responded_at', 'coalesce(responding.time_zone, ' ~ business_zone ~ ')')) }}
        as responded_date,
    coalesce(
        asked.started_date,
        {{ to_date(local_timestamp('asked.created_at', 'coalesce(creating.time_zone, ' ~ business_zone ~ ')')) }}
    ) as contact_date
from asked
left join queues as sending
    on
        asked.dating_queue = sending.queue
        and asked.sent_at >= sending.valid_from
        and asked.sent_at < sending.valid_until
left join queues as responding
    on
        asked.dating_queue = responding.queue
        and asked.responded_at >= responding.valid_from
        and asked.responded_at < responding.valid_until
left join queues as creating
    on
        asked.dating_queue = creating.queue
        and asked.created_at >= creating.valid_from
        and asked.created_at < creating.valid_until
left join agents
    on
        asked.agent_id = agents.agent_id
        and asked.about_at >= agents.valid_from
        and asked.about_at < agents.valid_until
