-- Contacts after which somebody was asked: a survey of customers, of any kind, refers to the contact.
with responses as (

    select * from {{ ref('int_survey_responses__scored') }}
    where contact_id is not null and not is_after_horizon

)

select distinct {{ hash_key(['source', 'contact_id']) }} as contact_key
from responses
