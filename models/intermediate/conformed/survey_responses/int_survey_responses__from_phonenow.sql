-- A call without a rating is left out: the file does not say whether a rating was asked for.
with calls as (

    select * from {{ ref('stg_phonenow__calls') }}

),

responses as (

    select
        call_id as response_id,
        'csat' as survey_kind,
        call_id as contact_id,
        agent as agent_id,
        -- the file says when the call was and not when it was rated: its end is the earliest moment
        {{ add_seconds('started_at', 'coalesce(answer_seconds, 0) + coalesce(talk_seconds, 0)') }}
            as responded_at,
        rating as score,
        cast(1 as {{ type_double() }}) as scale_min,
        cast(5 as {{ type_double() }}) as scale_max,
        _file,
        _line,
        _problem,
        _problem_column
    from calls

)

{{ conform(
    'survey_responses',
    'responses',
    'phonenow',
    columns=[
        'response_id', 'survey_kind', 'contact_id', 'agent_id', 'responded_at', 'score',
        'scale_min', 'scale_max',
    ],
    exclusion="case when delivered.score is null and delivered._problem is null"
        ~ " then 'not_rated' end",
) }}
