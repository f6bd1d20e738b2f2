-- The range of the sector that cc_sector names, else of any.
with bands as (

    select * from {{ ref('ref_kpi_bands') }}
    where sector in ('any', '{{ var("cc_sector") }}')

),

ranked as (

    select
        bands.*,
        row_number() over (partition by kpi order by case when sector = 'any' then 1 else 0 end) as choice
    from bands

)

select
    kpi,
    sector,
    low,
    usual_from,
    usual_to,
    high,
    source
from ranked
where choice = 1
