-- What no later version names as the one before it: few versions have one, so that this costs no sort of all.
with versions as (

    select * from {{ ref('int_kpi_versions__remembered') }}

),

followers as (

    select * from versions
    where previous_publication_number is not null

)

select
    versions.kpi,
    versions.definition_id,
    versions.period_grain,
    versions.period_start_date,
    versions.scope_kind,
    versions.scope_value,
    versions.publication_number,
    versions.horizon_at,
    versions.numerator,
    versions.denominator,
    versions.value,
    versions.is_settled
from versions
left join followers
    on
        versions.kpi = followers.kpi
        and versions.definition_id = followers.definition_id
        and versions.period_grain = followers.period_grain
        and versions.period_start_date = followers.period_start_date
        and versions.scope_kind = followers.scope_kind
        and versions.scope_value = followers.scope_value
        and versions.publication_number = followers.previous_publication_number
where followers.kpi is null
