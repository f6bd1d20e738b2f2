-- Every amount can be converted into the reporting currency: the costs ledger's, and agents' hourly cost on the days they worked.
-- The rows below say which rate is missing, for which days; until it is there those costs are unknown.
with amounts as (

    select
        currency,
        date_day,
        'costs' as entity
    from {{ ref('int_cost_item_days__converted') }}
    where amount is null
    union
    select
        upper(agents.currency) as currency,
        days.date_day,
        'agents' as entity
    from {{ ref('fct_agent_days') }} as days
    inner join {{ ref('int_agents__valid') }} as agents
        on
            days.agent_id = agents.agent_id
            and agents.valid_from < {{ utc_timestamp(add_days('days.date_day', 1), "'" ~ var('cc_business_timezone') ~ "'") }}
            and agents.valid_until > {{ utc_timestamp('days.date_day', "'" ~ var('cc_business_timezone') ~ "'") }}
    left join {{ ref('int_currency_days') }} as rates
        on days.date_day = rates.date_day and upper(agents.currency) = rates.currency
    where agents.hourly_cost is not null and agents.currency is not null and rates.rate is null

)

select
    entity,
    currency,
    min(date_day) as first_day,
    max(date_day) as last_day,
    count(*) as days,
    'No rate from ' || currency || ' to {{ var("cc_currency") }} on ' || cast(count(*) as {{ type_text() }}) || ' days from '
    || cast(min(date_day) as {{ type_text() }}) || ' to ' || cast(max(date_day) as {{ type_text() }})
    || ' (' || entity || '): add a row to seeds/reference/ref_currency_rates.csv' as what_to_do
from amounts
group by entity, currency
