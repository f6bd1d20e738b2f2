-- Per kind the first known identifier over a contact's segments, as with the first known topic: a wrong number that
-- an agent corrected does not tie two people.
{{ config(materialized='view') }}

with segments as (

    select * from {{ ref('int_contacts__accepted') }}

),

phones as (

    select * from {{ ref('int_phones__normalised') }}

),

normalised as (

    select
        {{ hash_key(['segments.source', 'segments.contact_id']) }} as contact_key,
        segments.source,
        segments.contact_id,
        segments.segment_number,
        segments.started_at,
        segments.customer_id,
        {{ normalised_email('segments.customer_email') }} as email,
        phones.phone
    from segments
    left join phones on segments.source = phones.source and segments.customer_phone = phones.customer_phone

),

placed as (

    select
        normalised.*,
        row_number() over forwards as place_from_start,
        count(customer_id) over forwards as customer_ids_so_far,
        count(email) over forwards as emails_so_far,
        count(phone) over forwards as phones_so_far
    from normalised
    window forwards as (partition by contact_key order by segment_number)

)

select
    contact_key,
    source,
    contact_id,
    max(case when place_from_start = 1 then started_at end) as started_at,
    max(case when customer_ids_so_far = 1 then customer_id end) as customer_id,
    max(case when emails_so_far = 1 then email end) as email,
    max(case when phones_so_far = 1 then phone end) as phone
from placed
group by contact_key, source, contact_id
