-- What the customer last answered about a contact, whether the issue was resolved, soon enough after its end to be about it.
with answers as (

    select
        response_key,
        response_id,
        responded_at,
        is_issue_resolved,
        contacts_needed
    from {{ ref('int_survey_responses__scored') }}
    where is_issue_resolved is not null

),

survey_contacts as (

    select * from {{ ref('int_survey_contacts') }}

),

contacts as (

    select
        contact_key,
        ended_at
    from {{ ref('int_contacts__assembled') }}

),

ordered as (

    select
        answers.*,
        contacts.contact_key,
        row_number() over (
            partition by contacts.contact_key
            order by answers.responded_at desc nulls last, {{ binary_order('answers.response_id') }} desc nulls last
        ) as place_from_end
    from answers
    inner join survey_contacts on answers.response_key = survey_contacts.response_key
    inner join contacts on survey_contacts.contact_key = contacts.contact_key
    where answers.responded_at <= {{ add_hours('contacts.ended_at', var('cc_survey_answer_hours')) }}

)

select
    contact_key,
    responded_at,
    is_issue_resolved,
    contacts_needed
from ordered
where place_from_end = 1
