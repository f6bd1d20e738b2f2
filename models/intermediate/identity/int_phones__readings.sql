-- What a number means in each country that its source's numbers may be dialled from.
with written as (

    select * from {{ ref('int_phones__written') }}

),

countries as (

    select * from {{ ref('int_phone_countries') }}

),

exit_prefixes as (

    select * from {{ ref('ref_phone_exit_prefixes') }}

),

plans as (

    select * from {{ ref('ref_phone_countries') }}
    where is_main_region

),

placed as (

    select
        written.*,
        countries.position,
        countries.region,
        countries.calling_code as home_calling_code,
        countries.trunk_prefixes as home_trunk_prefixes,
        countries.plan_trunk_prefixes,
        countries.national_lengths,
        countries.subscriber_lengths,
        countries.usual_lengths,
        substr(written.digits, length(countries.calling_code) + 1) as behind_home_code
    from written
    inner join countries
        on
            written.source = countries.source
            -- behind a plus, a number means the same everywhere
            and (countries.position = 1 or not written.has_plus)

),

-- of two exit prefixes the longer one; no calling code begins with 0
exits as (

    select
        placed.region,
        placed.digits,
        max(length(exit_prefixes.exit_prefix)) as exit_length
    from placed
    inner join exit_prefixes
        on
            placed.region = exit_prefixes.region
            and placed.digits like exit_prefixes.exit_prefix || '%'
    where substr(placed.digits, length(exit_prefixes.exit_prefix) + 1, 1) <> '0'
    group by placed.region, placed.digits

),

-- what begins with a calling code: behind a plus, behind an exit prefix, or by itself in a number too long for the country
abroad as (

    select
        placed.*,
        case
            when placed.has_plus then placed.digits
            when exits.exit_length is not null then substr(placed.digits, exits.exit_length + 1)
            when
                placed.digits like placed.home_calling_code || '%'
                and not {{ has_length('placed.digits', 'placed.usual_lengths') }}
                and {{ has_length(
                    without_trunk_prefix('placed.behind_home_code', 'placed.plan_trunk_prefixes', 'placed.national_lengths'),
                    'placed.subscriber_lengths',
                ) }}
                then placed.digits
        end as international
    from placed
    left join exits
        on
            placed.region = exits.region
            and placed.digits = exits.digits

),

-- calling codes have one to three digits, and none is the beginning of another
coded as (

    select
        abroad.*,
        case
            when abroad.international is null then abroad.home_calling_code
            else coalesce(one.calling_code, two.calling_code, three.calling_code)
        end as calling_code
    from abroad
    left join plans as one
        on substr(abroad.international, 1, 1) = one.calling_code
    left join plans as two
        on substr(abroad.international, 1, 2) = two.calling_code
    left join plans as three
        on substr(abroad.international, 1, 3) = three.calling_code

),

split as (

    select
        coded.source,
        coded.customer_phone,
        coded.is_mapped,
        coded.digits,
        coded.position,
        coded.international is not null as is_international,
        case
            when coded.home_calling_code is null and not coded.has_plus
                then coalesce(coded.international, coded.digits)
        end as bare,
        coded.calling_code,
        plans.national_lengths,
        plans.least_digits,
        case when coded.international is null then coded.home_trunk_prefixes else plans.trunk_prefixes end as trunk_prefixes,
        case
            when coded.international is null then coded.digits
            else substr(coded.international, coalesce(length(coded.calling_code), 0) + 1)
        end as behind_code
    from coded
    left join plans
        on coded.calling_code = plans.calling_code

)

select
    split.*,
    {{ without_trunk_prefix('behind_code', 'trunk_prefixes', 'national_lengths') }} as national_number
from split
