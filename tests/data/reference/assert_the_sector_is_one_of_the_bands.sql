-- cc_sector names a sector of ref_kpi_bands: one that has no row anywhere is a slip of the pen.
with sectors as (

    select count(*) as known
    from {{ ref('ref_kpi_bands') }}
    where sector = '{{ var("cc_sector") }}'

)

select '{{ var("cc_sector") }}' as unknown_sector
from sectors
where known = 0
