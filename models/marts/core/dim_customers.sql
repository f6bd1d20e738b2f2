-- Nothing here tells who a customer is: no number, address or name leaves the private schemas.
with contacts as (

    select
        customer_key,
        channel,
        started_at,
        is_inbound
    from {{ ref('int_contacts__classified') }}
    where customer_key is not null and not is_after_horizon

)

select
    customer_key,
    min(started_at) as first_contact_at,
    max(started_at) as last_contact_at,
    cast(count(*) as {{ type_bigint() }}) as contacts,
    cast(count(case when is_inbound then 1 end) as {{ type_bigint() }}) as contacts_inbound,
    cast(count(distinct channel) as {{ type_bigint() }}) as channels
from contacts
group by customer_key
