-- What the customer file says of a customer, however many file cards there are: joined with the first, gone when the last is
-- closed.
with identity_secret as (

    select secret from {{ source('landing', 'identity_secret') }}

),

cards as (

    select
        customer_id,
        min(joined_on) as joined_on,
        max(churned_on) as churned_on
    from {{ ref('int_customers__accepted') }}
    where customer_id is not null
    group by customer_id

),

keyed as (

    select
        {{ keyed_hash('identity_secret.secret', "'customer_id:' || cards.customer_id") }} as identifier_key,
        cards.joined_on,
        cards.churned_on
    from cards
    cross join identity_secret

),

owners as (

    select * from {{ ref('int_customer_identifiers') }}

)

select
    owners.customer_key,
    min(keyed.joined_on) as joined_on,
    case when bool_and(keyed.churned_on is not null) then max(keyed.churned_on) end as churned_on
from keyed
inner join owners on keyed.identifier_key = owners.identifier_key
group by owners.customer_key
