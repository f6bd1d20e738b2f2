-- How well a customer was known when the contact began. A customer without an earlier contact may still be an old one whose
-- contacts were never delivered: only the customer file can call somebody new.
with contacts as (

    select
        contact_key,
        customer_key,
        started_date,
        row_number() over (
            partition by customer_key
            order by started_at, {{ binary_order('source') }}, {{ binary_order('contact_id') }}
        ) as contact_number
    from {{ ref('int_contacts__classified') }}
    where customer_key is not null and not is_after_horizon

),

customers as (

    select * from {{ ref('int_customers__known') }}

)

select
    contacts.contact_key,
    case
        when customers.joined_on < {{ add_days('contacts.started_date', -var('cc_new_customer_days')) }} then 'known'
        when customers.joined_on is not null then 'new'
        when contacts.contact_number > 1 then 'known'
        else 'first_seen'
    end as acquaintance
from contacts
left join customers on contacts.customer_key = customers.customer_key
