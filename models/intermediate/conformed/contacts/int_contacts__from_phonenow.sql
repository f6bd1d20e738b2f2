-- The speed of answer is the wait. How long somebody waited whom nobody answered is not in the
-- file, so it stays unknown.
with calls as (

    select * from {{ ref('stg_phonenow__calls') }}

),

contacts as (

    select
        call_id as contact_id,
        'voice' as channel,
        answered as outcome,
        started_at,
        {{ add_seconds('started_at', 'answer_seconds') }} as answered_at,
        {{ add_seconds('started_at', 'answer_seconds + talk_seconds') }} as ended_at,
        talk_seconds,
        agent as agent_id,
        topic,
        -- a call nobody took says N too, which is no agent's word
        case when upper(answered) = 'Y' then is_resolved end as is_resolved,
        _file,
        _line,
        -- an unreadable rating is the survey's loss, not the call's
        case when _problem_column <> 'rating' then _problem end as _problem,
        case when _problem_column <> 'rating' then _problem_column end as _problem_column
    from calls

)

{{ conform(
    'contacts',
    'contacts',
    'phonenow',
    columns=[
        'contact_id', 'channel', 'outcome', 'started_at', 'answered_at', 'ended_at',
        'talk_seconds', 'agent_id', 'topic', 'is_resolved',
    ],
) }}
