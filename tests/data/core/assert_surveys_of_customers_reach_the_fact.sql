-- Every invitation of a customer that counts is a row of fct_survey_responses.
select accepted.row_key
from {{ ref('int_survey_responses__accepted') }} as accepted
left join {{ ref('fct_survey_responses') }} as responses
    on accepted.row_key = responses.response_key
where accepted.survey_kind not in ('esat', 'enps') and responses.response_key is null
