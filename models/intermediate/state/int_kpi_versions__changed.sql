-- What would be appended to the memory if this build were published. A build that looks back, to a horizon before the last one
-- published, asks "what if": it restates nothing.
with figures as (

    select * from {{ ref('kpi_scorecard') }}
    where is_complete and value is not null

),

next_publication as (

    select * from {{ ref('int_next_publication') }}
    where is_remembered

),

last_versions as (

    select * from {{ ref('int_kpi_versions__last') }}

)

select
    figures.kpi,
    figures.definition_id,
    figures.period_grain,
    figures.period_start_date,
    figures.scope_kind,
    figures.scope_value,
    next_publication.publication_number,
    next_publication.horizon_at,
    last_versions.publication_number as previous_publication_number,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.is_settled
from figures
cross join next_publication
left join last_versions
    on
        figures.kpi = last_versions.kpi
        and figures.definition_id = last_versions.definition_id
        and figures.period_grain = last_versions.period_grain
        and figures.period_start_date = last_versions.period_start_date
        and figures.scope_kind = last_versions.scope_kind
        and figures.scope_value = last_versions.scope_value
where
    last_versions.kpi is null
    or figures.is_settled <> last_versions.is_settled
    {%- for figure in ['numerator', 'denominator', 'value'] %}
    or {{ figures_differ('figures.' ~ figure, 'last_versions.' ~ figure) }}
    {%- endfor %}
