select distinct
    identifier_key,
    customer_key
from {{ ref('int_contact_customers') }}
