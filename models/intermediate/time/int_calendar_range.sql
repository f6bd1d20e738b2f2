-- The days for which opening hours are made: from the first contact or ticket to two weeks past the
-- horizon, and a day more on either side, since a calendar may lie a zone apart.
with horizon as (

    select * from {{ ref('int_data_horizon') }}

),

first_ticket as (

    select {{ to_date('min(created_at)') }} as created_date from {{ ref('int_tickets__accepted') }}

)

select
    {{ add_days('least(horizon.first_delivered_date, first_ticket.created_date)', -1) }}
        as first_date,
    {{ add_days('horizon.horizon_date', 15) }} as last_date
from horizon
cross join first_ticket
