-- Who the customer of a contact is, known by the strongest identifier any of its segments carries. Everything downstream
-- asks only this model, so that a finer resolution of identities replaces one file.
with identity_secret as (

    select secret from {{ source('landing', 'identity_secret') }}

),

segments as (

    select * from {{ ref('int_contacts__accepted') }}

),

phones as (

    select * from {{ ref('int_phones__normalised') }}

),

normalised as (

    select
        {{ hash_key(['segments.source', 'segments.contact_id']) }} as contact_key,
        segments.segment_number,
        segments.customer_id,
        {{ normalised_email('segments.customer_email') }} as email,
        phones.phone
    from segments
    left join phones
        on
            segments.source = phones.source
            and segments.customer_phone = phones.customer_phone
    where coalesce(segments.customer_id, segments.customer_email, segments.customer_phone) is not null

),

-- where segments disagree, the first identifier of a kind counts, as the first known topic does
placed as (

    select
        normalised.*,
        count(customer_id) over forwards as customer_ids_so_far,
        count(email) over forwards as emails_so_far,
        count(phone) over forwards as phones_so_far
    from normalised
    window forwards as (partition by contact_key order by segment_number)

),

known as (

    select
        contact_key,
        max(case when customer_ids_so_far = 1 then customer_id end) as customer_id,
        max(case when emails_so_far = 1 then email end) as email,
        max(case when phones_so_far = 1 then phone end) as phone
    from placed
    group by contact_key

),

identified as (

    select
        contact_key,
        case
            when customer_id is not null then 'customer_id:' || customer_id
            when email is not null then 'email:' || email
            when phone is not null then 'phone:' || phone
        end as identifier
    from known

)

select
    identified.contact_key,
    {{ keyed_hash('identity_secret.secret', 'identified.identifier') }} as customer_key
from identified
cross join identity_secret
where identified.identifier is not null
