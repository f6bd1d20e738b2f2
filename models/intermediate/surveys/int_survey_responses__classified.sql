-- Every judgement on a survey of a customer, made once. A flag is null where the answer is of another kind, tells nothing, or is
-- not the last one of its kind about the same thing.
with scored as (

    select * from {{ ref('int_survey_responses__scored') }}

),

counted as (

    select * from {{ ref('int_survey_responses__counted') }}

),

placed as (

    select * from {{ ref('int_survey_responses__placed') }}

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

judged as (

    select
        placed.*,
        scored.survey_kind,
        scored.score_on_standard_scale,
        scored.is_issue_resolved,
        scored.is_met,
        scored.is_detractor,
        scored.is_answered,
        counted.is_counted,
        counted.is_last_word_on_resolution,
        coalesce(scored.sent_at <= horizon.horizon_at, false) as is_sent,
        coalesce(
            not scored.is_answered
            and scored.sent_at <= horizon.horizon_at
            and scored.sent_at > {{ add_hours('horizon.horizon_at', '-' ~ var('cc_survey_answer_hours')) }},
            false
        ) as is_awaited
    from placed
    inner join scored on placed.response_key = scored.response_key
    inner join counted on placed.response_key = counted.response_key
    cross join horizon

)

select
    response_key,
    contact_key,
    survey_kind,
    channel,
    queue,
    topic,
    agent_id,
    team,
    site,
    outsourcer,
    sent_date,
    responded_date,
    contact_date,
    is_sent,
    is_answered,
    is_awaited,
    is_awaited and survey_kind = 'csat' as is_csat_open,
    is_awaited and survey_kind = 'nps' as is_nps_open,
    is_awaited and survey_kind = 'ces' as is_ces_open,
    case when is_counted and survey_kind = 'csat' then is_met end as is_satisfied,
    case when is_counted and survey_kind = 'csat' then score_on_standard_scale end as csat_standard_score,
    case when is_counted and survey_kind = 'csat' then 1 + 4 * score_on_standard_scale end as csat_score,
    case when is_counted and survey_kind = 'nps' then is_met end as is_promoter,
    case when is_counted and survey_kind = 'nps' then is_detractor end as is_detractor,
    case
        when is_counted and survey_kind = 'nps' then case when is_met then 1 when is_detractor then -1 else 0 end
    end as nps_points,
    case when is_counted and survey_kind = 'ces' then is_met end as is_effortless,
    case when is_last_word_on_resolution then is_issue_resolved end as is_resolved_by_survey
from judged
