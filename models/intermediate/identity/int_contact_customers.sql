-- Who the customer of a contact is. Everything downstream asks only this model, so that a finer resolution of
-- identities replaces what lies behind it.
{{ config(materialized='view') }}

select
    record_key as contact_key,
    customer_key,
    identifier_key
from {{ ref('int_record_customers') }}
where entity = 'contacts'
