-- Leaving somebody who was not answered out of the denominator never lowers a service level.
select *
from {{ ref('fct_queue_kpis') }}
where
    service_level_answered_of_offered > service_level_answered_of_offered_less_short
    or service_level_answered_of_offered_less_short > service_level_answered_of_answered
    or service_level_answered_of_offered > service_level_abandons_in_threshold_left_out
    or service_level_abandons_in_threshold_left_out > service_level_abandons_in_threshold_met
