-- What is adjusted is what the scorecard shows, for every agent, team, site and agency.
with adjusted as (

    select * from {{ ref('int_adjusted_figures') }}

),

scores as (

    select * from {{ ref('kpi_scorecard') }}
    where
        kpi in ('{{ adjusted_kpis() | join("', '") }}')
        and scope_kind in ('agent', 'team', 'site', 'outsourcer')
        and value is not null

)

select
    scores.kpi,
    scores.period_grain,
    scores.period_start_date,
    scores.scope_kind,
    scores.scope_value
from scores
left join adjusted
    on
        scores.kpi = adjusted.kpi
        and scores.period_grain = adjusted.period_grain
        and scores.period_start_date = adjusted.period_start_date
        and scores.scope_kind = adjusted.scope_kind
        and scores.scope_value = adjusted.scope_value
where scores.numerator is distinct from adjusted.numerator or scores.denominator is distinct from adjusted.denominator
