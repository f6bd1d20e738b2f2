-- Which contact a survey of customers asks about. Of the contacts that a ticket makes, it is the last that had begun when the
-- customer was asked.
with responses as (

    select
        response_key,
        source,
        contact_id,
        ticket_id,
        coalesce(sent_at, responded_at) as asked_at
    from {{ ref('int_survey_responses__scored') }}

),

made as (

    select
        contact_key,
        ticket_key,
        contact_number,
        started_at
    from {{ ref('int_contact_segments__from_tickets') }}

),

of_tickets as (

    select
        responses.response_key,
        made.contact_key,
        row_number() over (
            partition by responses.response_key
            order by made.started_at desc nulls last, made.contact_number desc nulls last
        ) as place_from_end
    from responses
    inner join made on {{ hash_key(['responses.source', 'responses.ticket_id']) }} = made.ticket_key
    where responses.ticket_id is not null and made.started_at <= responses.asked_at

),

named as (

    select
        response_key,
        {{ hash_key(['source', 'contact_id']) }} as contact_key
    from responses
    where contact_id is not null

)

select
    response_key,
    contact_key
from named
union all
select
    response_key,
    contact_key
from of_tickets
where place_from_end = 1
