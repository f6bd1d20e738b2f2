-- Where the numbers of a source are dialled from, and by which plan those without a calling code are read.
with source_countries as (
    {{ source_countries() }}
),

phone_countries as (

    select * from {{ ref('ref_phone_countries') }}

),

-- countries that share a calling code share its numbers: what is possible is decided by the main one
plans as (

    select * from phone_countries
    where is_main_region

),

homes as (

    select * from phone_countries
    where region <> '001'

)

select
    source_countries.source,
    source_countries.position,
    source_countries.region,
    homes.calling_code,
    homes.trunk_prefixes,
    plans.trunk_prefixes as plan_trunk_prefixes,
    plans.national_lengths,
    plans.subscriber_lengths,
    plans.usual_lengths
from source_countries
left join homes
    on source_countries.region = homes.region
left join plans
    on homes.calling_code = plans.calling_code
