-- What the customer last answered about a contact, whether the issue was resolved, soon enough after its end to be about it.
with answers as (

    select
        source,
        response_id,
        contact_id,
        ticket_id,
        sent_at,
        responded_at,
        is_issue_resolved,
        contacts_needed
    from {{ ref('int_survey_responses__scored') }}
    where is_issue_resolved is not null

),

made as (

    select
        contact_key,
        ticket_key,
        contact_number,
        started_at
    from {{ ref('int_contact_segments__from_tickets') }}

),

-- of the contacts that a ticket makes, the answer is about the last that had begun when the customer was asked
of_tickets as (

    select
        made.contact_key,
        answers.response_id,
        answers.responded_at,
        answers.is_issue_resolved,
        answers.contacts_needed,
        row_number() over (
            partition by answers.source, answers.response_id
            order by made.started_at desc nulls last, made.contact_number desc nulls last
        ) as place_from_end
    from answers
    inner join made on {{ hash_key(['answers.source', 'answers.ticket_id']) }} = made.ticket_key
    where
        answers.ticket_id is not null
        and made.started_at <= coalesce(answers.sent_at, answers.responded_at)

),

referring as (

    select
        {{ hash_key(['source', 'contact_id']) }} as contact_key,
        response_id,
        responded_at,
        is_issue_resolved,
        contacts_needed
    from answers
    where contact_id is not null
    union all
    select
        contact_key,
        response_id,
        responded_at,
        is_issue_resolved,
        contacts_needed
    from of_tickets
    where place_from_end = 1

),

contacts as (

    select
        contact_key,
        ended_at
    from {{ ref('int_contacts__assembled') }}

),

ordered as (

    select
        referring.*,
        row_number() over (
            partition by referring.contact_key
            order by referring.responded_at desc nulls last, {{ binary_order('referring.response_id') }} desc nulls last
        ) as place_from_end
    from referring
    inner join contacts on referring.contact_key = contacts.contact_key
    where referring.responded_at <= {{ add_hours('contacts.ended_at', var('cc_survey_answer_hours')) }}

)

select
    contact_key,
    responded_at,
    is_issue_resolved,
    contacts_needed
from ordered
where place_from_end = 1
