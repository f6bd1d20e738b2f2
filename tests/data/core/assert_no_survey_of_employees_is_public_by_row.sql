-- Answers of employees (esat, enps) are shown in groups only: no row-level table holds one.
select
    responses.response_key,
    accepted.survey_kind
from {{ ref('fct_survey_responses') }} as responses
inner join {{ ref('int_survey_responses__accepted') }} as accepted
    on responses.response_key = accepted.row_key
where accepted.survey_kind in ('esat', 'enps')
