-- Days on which an agent was signed in and the ledger has no pay for them: no payroll item of the agent's outsourcer covers the
-- day (of one's own people: that names none), nor a bill that names their agency as a whole. What they cost by the hour, unknown
-- where hours or rate are.
{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" %}

with days as (

    select
        agent_id,
        date_day,
        signed_in_seconds
    from {{ ref('fct_agent_days') }}
    where signed_in_seconds is null or signed_in_seconds > 0

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

described as (

    select
        days.*,
        coalesce(agents.team, 'unknown') as team,
        coalesce(agents.site, 'unknown') as site,
        {{ outsourcer_scope('agents') }} as outsourcer,
        agents.hourly_cost,
        upper(coalesce(agents.currency, '{{ var("cc_currency") }}')) as currency,
        row_number() over (
            partition by days.agent_id, days.date_day order by agents.valid_from desc nulls last
        ) as choice
    from days
    left join agents
        on
            days.agent_id = agents.agent_id
            and agents.valid_from < {{ utc_timestamp(add_days('days.date_day', 1), zone) }}
            and agents.valid_until > {{ utc_timestamp('days.date_day', zone) }}

),

paid as (

    select
        date_day,
        coalesce(outsourcer, 'in_house') as outsourcer
    from {{ ref('int_cost_item_days__converted') }}
    where is_payroll
    union
    select
        date_day,
        outsourcer
    from {{ ref('int_cost_item_days__converted') }}
    where outsourcer <> 'in_house' and queue is null and channel is null

),

rates as (

    select * from {{ ref('int_currency_days') }}

)

select
    described.agent_id,
    described.date_day,
    described.team,
    described.site,
    described.outsourcer,
    {{ to_decimal(
        'cast(described.signed_in_seconds as ' ~ type_double() ~ ') * cast(described.hourly_cost as ' ~ type_double()
        ~ ') * rates.rate / 3600'
    ) }} as amount
from described
left join paid
    on
        described.date_day = paid.date_day
        and case when described.outsourcer = 'unknown' then 'in_house' else described.outsourcer end = paid.outsourcer
left join rates on described.date_day = rates.date_day and described.currency = rates.currency
where described.choice = 1 and paid.date_day is null
