{#-
Survey answers on one scale, of some kinds of survey: csat and esat are met from three quarters of the scale on, ces above its middle,
nps and enps know promoters (9, 10) and detractors (0 to 6) of 0 to 10, and tell nothing on another scale. An answer behind the
horizon has not been given yet.
    kinds  words of survey_kind
-#}
{% macro score_survey_responses(kinds) -%}
{%- set is_net -%}
survey_kind in ('nps', 'enps') and least_score = 0 and greatest_score = 10 and score between 0 and 10
{%- endset -%}
with responses as (

    select *
    from {{ ref('int_survey_responses__accepted') }}
    where survey_kind in ('{{ kinds | join("', '") }}')

),

horizon as (

    select horizon_at
    from {{ ref('int_data_horizon') }}

),

scaled as (

    select
        responses.*,
        -- an answer behind the horizon has not been given yet
        coalesce(responses.responded_at <= horizon.horizon_at, false) as is_answered,
        coalesce(responses.sent_at, responses.responded_at) > horizon.horizon_at
            as is_after_horizon,
        coalesce(
            responses.scale_min,
            case
                when responses.survey_kind in ('csat', 'esat', 'ces') then 1
                when responses.survey_kind in ('nps', 'enps') then 0
            end
        ) as least_score,
        coalesce(
            responses.scale_max,
            case
                when responses.survey_kind in ('csat', 'esat') then 5
                when responses.survey_kind = 'ces' then 7
                when responses.survey_kind in ('nps', 'enps') then 10
            end
        ) as greatest_score
    from responses
    cross join horizon

),

standardised as (

    select
        scaled.*,
        case
            when
                scaled.is_answered
                and scaled.score between scaled.least_score and scaled.greatest_score
                then {{ safe_divide(
                    'scaled.score - scaled.least_score',
                    'scaled.greatest_score - scaled.least_score',
                ) }}
        end as score_on_standard_scale
    from scaled

)

select
    row_key as response_key,
    source,
    response_id,
    survey_kind,
    contact_id,
    ticket_id,
    agent_id,
    team,
    sent_at,
    case when is_answered then responded_at end as responded_at,
    case when is_answered then score end as score,
    score_on_standard_scale,
    case when is_answered then is_issue_resolved end as is_issue_resolved,
    case when is_answered then contacts_needed end as contacts_needed,
    case
        when not is_answered then null
        when survey_kind in ('csat', 'esat') then score_on_standard_scale >= 0.75
        when survey_kind = 'ces' then score_on_standard_scale > 0.5
        when {{ is_net }} then score >= 9
        when survey_kind = 'resolution' then is_issue_resolved
    end as is_met,
    case when is_answered and {{ is_net }} then score <= 6 end as is_detractor,
    is_answered,
    is_after_horizon
from standardised
{%- endmacro %}
