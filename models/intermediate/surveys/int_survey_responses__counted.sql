-- Which of several answers about one thing counts: the last one that tells anything. All are kept. Of a kind that is the last
-- score; whether the issue was resolved may be told in an answer of any kind. An answer that names neither a contact nor a ticket
-- is by itself.
{%- set latest = "responded_at desc nulls last, " ~ binary_order('response_id') ~ " desc nulls last" %}

with responses as (

    select
        response_key,
        source,
        response_id,
        survey_kind,
        contact_id,
        case when contact_id is null then ticket_id end as only_ticket_id,
        case when contact_id is null and ticket_id is null then response_id end as lone_response_id,
        responded_at,
        is_issue_resolved,
        case when is_met then 'met' when is_detractor then 'detractor' when not is_met then 'not met' end as verdict
    from {{ ref('int_survey_responses__scored') }}

),

ordered as (

    select
        responses.*,
        row_number() over by_kind as place_of_kind,
        first_value(verdict) over by_kind as last_verdict,
        row_number() over by_resolution as place_of_resolution
    from responses
    window
        by_kind as (
            partition by source, contact_id, only_ticket_id, lone_response_id, survey_kind
            order by case when verdict is null then 1 else 0 end, {{ latest }}
        ),
        by_resolution as (
            partition by source, contact_id, only_ticket_id, lone_response_id
            order by case when is_issue_resolved is null then 1 else 0 end, {{ latest }}
        )

)

select
    response_key,
    verdict is not null and place_of_kind = 1 as is_counted,
    case when verdict is not null then verdict <> last_verdict end as is_contradicted,
    is_issue_resolved is not null and place_of_resolution = 1 as is_last_word_on_resolution
from ordered
