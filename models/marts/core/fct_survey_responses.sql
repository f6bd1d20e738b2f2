-- The test for null stands in the key: beside it in the join it would compare every answer with every contact.
with responses as (

    select
        scored.*,
        case when contact_id is not null then {{ hash_key(['source', 'contact_id']) }} end as asked_contact_key,
        case when ticket_id is not null then {{ hash_key(['source', 'ticket_id']) }} end as asked_ticket_key
    from {{ ref('int_survey_responses__scored') }} as scored

),

counted as (

    select * from {{ ref('int_survey_responses__counted') }}

),

contacts as (

    select contact_key from {{ ref('int_contacts__classified') }}

),

tickets as (

    select ticket_key from {{ ref('fct_tickets') }}

)

select
    responses.response_key,
    responses.source,
    responses.response_id,
    contacts.contact_key,
    tickets.ticket_key,
    responses.agent_id,
    responses.survey_kind,
    responses.sent_at,
    responses.responded_at,
    responses.score,
    responses.score_on_standard_scale,
    responses.contacts_needed,
    responses.is_issue_resolved,
    responses.is_answered,
    responses.is_met,
    responses.is_detractor,
    counted.is_counted,
    counted.is_contradicted,
    responses.is_after_horizon
from responses
inner join counted on responses.response_key = counted.response_key
left join contacts on responses.asked_contact_key = contacts.contact_key
left join tickets on responses.asked_ticket_key = tickets.ticket_key
