-- The guarantee of the policy customer_id_wins: whatever phones do, two customer_ids are one customer only if e-mail
-- addresses tie them. Under phone_links nothing is promised.
with identifiers as (

    select * from {{ ref('int_identifiers') }}
    where kind = 'customer_id' and customer_key is not null

),

strong_groups as (

    select * from {{ ref('int_strong_groups') }}

)

select identifiers.customer_key
from identifiers
left join strong_groups on identifiers.identifier_number = strong_groups.node
where '{{ var("cc_shared_phone_policy") }}' = 'customer_id_wins'
group by identifiers.customer_key
having count(distinct coalesce(strong_groups.component, identifiers.identifier_number)) > 1
