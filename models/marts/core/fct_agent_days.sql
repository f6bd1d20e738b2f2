-- A day on which an agent was seen, scheduled or credited with a contact. Where no source hands
-- over states (or schedules) their seconds are unknown; where one does, an agent without any that
-- day has none.
{% set seconds = {
    'states': ['signed_in', 'available', 'on_contact', 'wrap_up'],
    'schedules': ['scheduled', 'scheduled_available'],
    'adherence': ['tracked', 'out_of_adherence'],
} %}
with states as (

    select
        agent_id,
        date_day,
        sum(case when state <> 'offline' then seconds else 0 end) as signed_in_seconds,
        sum(case when state = 'available' then seconds else 0 end) as available_seconds,
        sum(case when state = 'on_contact' then seconds else 0 end) as on_contact_seconds,
        sum(case when state = 'wrap_up' then seconds else 0 end) as wrap_up_seconds
    from {{ ref('int_agent_states__resolved') }}
    group by agent_id, date_day

),

schedules as (

    select
        agent_id,
        date_day,
        sum(case when activity <> 'offline' then seconds else 0 end) as scheduled_seconds,
        sum(case when activity = 'available' then seconds else 0 end) as scheduled_available_seconds
    from {{ ref('int_agent_schedules__resolved') }}
    group by agent_id, date_day

),

adherence as (

    select * from {{ ref('int_agent_adherence') }}

),

handled as (

    select
        scope_value as agent_id,
        started_date as date_day,
        count(*) as contacts_handled
    from {{ ref('int_contact_handlers') }}
    where scope_kind = 'agent' and scope_value <> 'unknown' and is_handled
    group by scope_value, started_date

),

coverage as (

    select
        (select count(*) from {{ ref('int_agent_states__accepted') }}) > 0 as has_states,
        (select count(*) from {{ ref('int_agent_schedules__accepted') }}) > 0 as has_schedules

),

days as (

    {% for relation in ['states', 'schedules', 'handled'] %}
    select
        agent_id,
        date_day
    from {{ relation }}
    {{- '\n    union distinct' if not loop.last }}
    {%- endfor %}

)

select
    days.agent_id,
    days.date_day,
    {%- for relation, names in seconds.items() %}
    {%- for name in names %}
    case
        when coverage.{{ 'has_states' if relation == 'states' else 'has_schedules' }}
            then cast(coalesce({{ relation }}.{{ name }}_seconds, 0) as {{ type_bigint() }})
    end as {{ name }}_seconds,
    {%- endfor %}
    {%- endfor %}
    cast(coalesce(handled.contacts_handled, 0) as {{ type_bigint() }}) as contacts_handled
from days
cross join coverage
left join states on days.agent_id = states.agent_id and days.date_day = states.date_day
left join schedules on days.agent_id = schedules.agent_id and days.date_day = schedules.date_day
left join adherence on days.agent_id = adherence.agent_id and days.date_day = adherence.date_day
left join handled on days.agent_id = handled.agent_id and days.date_day = handled.date_day
