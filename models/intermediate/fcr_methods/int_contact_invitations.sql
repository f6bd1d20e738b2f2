-- Contacts after which the customer was asked, in a survey of any kind.
with responses as (

    select response_key from {{ ref('int_survey_responses__scored') }}
    where not is_after_horizon

),

survey_contacts as (

    select * from {{ ref('int_survey_contacts') }}

)

select distinct survey_contacts.contact_key
from survey_contacts
inner join responses on survey_contacts.response_key = responses.response_key
