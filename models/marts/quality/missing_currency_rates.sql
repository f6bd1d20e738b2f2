{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" -%}

with item_days as (

    select * from {{ ref('int_cost_item_days__converted') }}

),

agent_days as (

    select
        agent_id,
        date_day
    from {{ ref('int_agent_days__classified') }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}
    where hourly_cost is not null and currency is not null

),

rates as (

    select * from {{ ref('int_currency_days') }}

),

missing as (

    select
        'costs' as entity,
        currency,
        date_day
    from item_days
    where amount is null
    union
    select
        'agents' as entity,
        upper(agents.currency) as currency,
        agent_days.date_day
    from agent_days
    inner join agents
        on
            agent_days.agent_id = agents.agent_id
            and {{ utc_timestamp(add_days('agent_days.date_day', 1), zone) }} > agents.valid_from
            and {{ utc_timestamp('agent_days.date_day', zone) }} < agents.valid_until
    left join rates on agent_days.date_day = rates.date_day and upper(agents.currency) = rates.currency
    where rates.date_day is null

),

listed as (

    select
        entity,
        currency,
        '{{ var("cc_currency") }}' as reporting_currency,
        min(date_day) as first_day,
        max(date_day) as last_day,
        cast(count(*) as {{ type_bigint() }}) as days
    from missing
    group by entity, currency

)

select
    entity,
    currency,
    reporting_currency,
    first_day,
    last_day,
    days,
    'No exchange rate from ' || currency || ' to ' || reporting_currency || ' on ' || cast(days as {{ type_text() }})
    || ' days from ' || cast(first_day as {{ type_text() }}) || ' to ' || cast(last_day as {{ type_text() }})
    || ' (' || entity || '): add rows to seeds/reference/ref_currency_rates.csv.' as what_to_do
from listed
