-- The identifiers that tell who somebody is: neither shared by many nor a household's.
{{ config(materialized='view') }}

select
    identifier_number,
    identifier_key,
    customer_key
from {{ ref('int_identifiers') }}
where customer_key is not null
