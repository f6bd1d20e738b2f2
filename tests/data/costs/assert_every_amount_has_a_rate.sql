-- Every amount can be converted into the reporting currency: the costs ledger's, and agents' hourly cost on the days they worked.
-- The rows below say which rate is missing, for which days; until it is there those costs are unknown.
select * from {{ ref('missing_currency_rates') }}
