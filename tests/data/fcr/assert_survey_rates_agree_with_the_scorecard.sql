-- Every row of the scorecard's fcr_by_survey_rate with an answer is in fcr_survey_rates, with the same numerator and
-- denominator; nobody answered who was not asked, and what the channels count is what the center counts.
with scores as (

    select * from {{ ref('kpi_scorecard') }}
    where kpi = 'fcr_by_survey_rate' and scope_kind in ('center', 'channel', 'queue', 'topic') and denominator > 0

),

rates as (

    select * from {{ ref('fcr_survey_rates') }}

),

channels as (

    select
        period_grain,
        period_start_date,
        sum(fcr_contacts) as fcr_contacts
    from rates
    where scope_kind = 'channel'
    group by period_grain, period_start_date

)

select
    scores.period_grain,
    scores.period_start_date,
    scores.scope_kind,
    scores.scope_value
from scores
left join rates
    on
        scores.period_grain = rates.period_grain
        and scores.period_start_date = rates.period_start_date
        and scores.scope_kind = rates.scope_kind
        and scores.scope_value = rates.scope_value
left join channels
    on scores.period_grain = channels.period_grain and scores.period_start_date = channels.period_start_date
where
    rates.contacts_answered is distinct from scores.denominator
    or rates.contacts_resolved_by_survey is distinct from scores.numerator
    or rates.contacts_answered > rates.contacts_invited
    or rates.contacts_represented < rates.contacts_answered
    or (scores.scope_kind = 'center' and rates.fcr_contacts is distinct from channels.fcr_contacts)
