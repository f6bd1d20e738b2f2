{%- set least = 7 -%}
-- Of the readings of a number the first that is possible, or why none is.
with readings as (

    select * from {{ ref('int_phones__readings') }}

),

phone_countries as (

    select * from {{ ref('ref_phone_countries') }}

),

judged as (

    select
        readings.*,
        case
            when digits = '' then 'no_digits'
            when {{ is_one_digit('digits') }} then 'one_digit'
            when is_international and length(coalesce(calling_code, '') || national_number) < {{ least }} then 'too_short'
            when not is_international and length(digits) < coalesce(least_digits, {{ least }}) then 'too_short'
            when calling_code is null then 'unknown_calling_code'
            when not {{ has_length('national_number', 'national_lengths') }} then 'impossible_length'
            when {{ is_one_digit('national_number') }} then 'one_digit'
        end as unknown_reason
    from readings

),

-- without a country, what is no international number is compared by its digits
formed as (

    select
        judged.*,
        case
            when unknown_reason is null then '+' || calling_code || national_number
            when length(bare) >= {{ least }} and not {{ is_one_digit('digits') }} and not {{ is_one_digit('bare') }}
                then bare
        end as phone
    from judged

),

ranked as (

    select
        formed.*,
        row_number() over (
            partition by source, customer_phone, is_mapped
            order by case when phone is null then 1 else 0 end, position
        ) as place
    from formed

),

chosen as (

    select * from ranked
    where place = 1

),

mapped as (

    select distinct
        source,
        phone
    from chosen
    where is_mapped and phone is not null

),

-- a calling code that several countries share tells none of them
regions as (

    select
        calling_code,
        min(region) as region
    from phone_countries
    where region <> '001'
    group by calling_code
    having count(*) = 1

)

select
    chosen.source,
    chosen.customer_phone,
    case when mapped.phone is null then chosen.phone end as phone,
    case when mapped.phone is null and chosen.phone is not null then regions.region end as region,
    case
        when mapped.phone is not null then 'mapped_unknown'
        when chosen.phone is null then chosen.unknown_reason
    end as unknown_reason
from chosen
left join mapped
    on
        chosen.source = mapped.source
        and chosen.phone = mapped.phone
left join regions
    on chosen.calling_code = regions.calling_code
where not chosen.is_mapped
