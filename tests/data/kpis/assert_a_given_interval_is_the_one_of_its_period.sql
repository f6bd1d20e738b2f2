-- The scorecard shows the estimate with the interval that the KPI tables have beside it, and compares
-- it with that of the period before.
with scorecard as (

    select * from {{ ref('kpi_scorecard') }}
    where kpi = 'fcr_estimated_rate'

),

components as (

    select * from {{ ref('int_period_components') }}

)

select
    scorecard.period_grain,
    scorecard.period_start_date,
    scorecard.scope_kind,
    scorecard.scope_value
from scorecard
inner join components
    on
        scorecard.period_grain = components.period_grain
        and scorecard.period_start_date = components.period_start_date
        and scorecard.scope_kind = components.scope_kind
        and scorecard.scope_value = components.scope_value
where
    scorecard.interval_low is distinct from components.fcr_estimated_interval_low
    or scorecard.interval_high is distinct from components.fcr_estimated_interval_high
    or (
        scorecard.is_settled
        and abs(
            scorecard.value
            - {{ safe_divide('components.fcr_contacts_not_repeated', 'components.fcr_contacts_settled') }}
        ) > 0
    )
