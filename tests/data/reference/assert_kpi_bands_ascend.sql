-- The edges of a band ascend, and a KPI that is known for a sector is known for any.
with bands as (

    select * from {{ ref('ref_kpi_bands') }}

),

general as (

    select kpi from bands
    where sector = 'any'

)

select
    bands.kpi,
    bands.sector
from bands
left join general on bands.kpi = general.kpi
where
    general.kpi is null
    or bands.low >= bands.usual_from
    or bands.usual_from > bands.usual_to
    or bands.usual_to >= bands.high
