-- Whoever is credited, last agent or first, a settled contact is credited once: over the agents (teams,
-- sites, outsourcers) its numbers add up to the center's; what the center's rates expect of them adds
-- up to what the center observed, and nobody has more neutral contacts than contacts.
with credits as (

    select * from {{ ref('fcr_credit') }}

),

centers as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'center'

),

sums as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        sum(fcr_contacts_settled) as settled,
        sum(fcr_contacts_not_repeated) as not_repeated,
        sum(fcr_first_agent_contacts_settled) as first_agent_settled,
        sum(fcr_first_agent_contacts_not_repeated) as first_agent_not_repeated,
        sum(expected) as expected,
        max(fcr_neutral_contacts_settled - fcr_contacts_settled) as neutral_beyond_settled
    from credits
    group by period_grain, period_start_date, scope_kind

)

select
    sums.period_grain,
    sums.period_start_date,
    sums.scope_kind
from sums
inner join centers
    on
        sums.period_grain = centers.period_grain
        and sums.period_start_date = centers.period_start_date
where
    sums.settled <> centers.fcr_contacts_settled
    or sums.not_repeated <> centers.fcr_contacts_not_repeated
    or sums.first_agent_settled <> centers.fcr_contacts_settled
    or sums.first_agent_not_repeated <> centers.fcr_contacts_not_repeated
    or abs(sums.expected - centers.fcr_contacts_not_repeated) > 1e-6
    or sums.neutral_beyond_settled > 0
