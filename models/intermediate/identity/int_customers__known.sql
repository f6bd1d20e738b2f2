-- What the customer file says of a customer, however many file cards there are: joined with the first, gone when the last is
-- closed.
with cards as (

    select
        customer_id,
        min(joined_on) as joined_on,
        max(churned_on) as churned_on
    from {{ ref('int_customers__accepted') }}
    where customer_id is not null
    group by customer_id

),

identifiers as (

    select
        identifier_value,
        customer_key
    from {{ ref('int_identifiers') }}
    where kind = 'customer_id' and customer_key is not null

)

select
    identifiers.customer_key,
    min(cards.joined_on) as joined_on,
    case when bool_and(cards.churned_on is not null) then max(cards.churned_on) end as churned_on
from cards
inner join identifiers on cards.customer_id = identifiers.identifier_value
group by identifiers.customer_key
