-- A day on which an agent was seen at something else than offline, scheduled or credited with a contact, with the team, site and
-- agency of that day: those valid last during it, so that who leaves at noon keeps the morning. Where a source tells of the day
-- and the agent (int_agent_coverage) no states (or schedules) are none, elsewhere their seconds are unknown.
{% set working = "'" ~ working_states() | join("', '") ~ "'" %}
{% set zone = "'" ~ var('cc_business_timezone') ~ "'" %}
{% set seconds = {
    'states': ['signed_in', 'available', 'on_contact', 'wrap_up', 'occupied', 'worked'],
    'schedules': ['scheduled', 'scheduled_available', 'tracked'],
} %}
with states as (

    select
        agent_id,
        date_day,
        sum(case when state <> 'offline' then seconds else 0 end) as signed_in_seconds,
        sum(case when state = 'available' then seconds else 0 end) as available_seconds,
        sum(case when state = 'on_contact' then seconds else 0 end) as on_contact_seconds,
        sum(case when state = 'wrap_up' then seconds else 0 end) as wrap_up_seconds,
        sum(case when state in ('on_contact', 'wrap_up') then seconds else 0 end) as occupied_seconds,
        sum(case when state in ({{ working }}) then seconds else 0 end) as worked_seconds
    from {{ ref('int_agent_states__resolved') }}
    group by agent_id, date_day

),

schedules as (

    select
        agent_id,
        date_day,
        sum(case when activity <> 'offline' then seconds else 0 end) as scheduled_seconds,
        sum(case when activity = 'available' then seconds else 0 end) as scheduled_available_seconds,
        sum(tracked_seconds) as tracked_seconds,
        sum(kept_seconds) as kept_seconds,
        sum(working_seconds) as inside_seconds
    from {{ ref('int_agent_schedules__kept') }}
    group by agent_id, date_day

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

days as (

    {% for relation in ['states', 'schedules', 'handled'] %}
    select
        agent_id,
        date_day
    from {{ relation }}
    {%- if relation in seconds %}
    where {{ seconds[relation][0] }}_seconds > 0
    {%- endif %}
    {{- '\n    union distinct' if not loop.last }}
    {%- endfor %}

),

covered as (

    select
        days.agent_id,
        days.date_day,
        max(case when coverage.entity = 'agent_states' then 1 else 0 end) = 1 as has_states,
        max(case when coverage.entity = 'agent_schedules' then 1 else 0 end) = 1 as has_schedules
    from days
    left join {{ ref('int_agent_coverage') }} as coverage
        on
            days.agent_id = coverage.agent_id
            and days.date_day >= coverage.first_day
            and days.date_day <= coverage.last_day
    group by days.agent_id, days.date_day

),

placed as (

    select
        days.agent_id,
        days.date_day,
        coalesce(agents.team, 'unknown') as team,
        coalesce(agents.site, 'unknown') as site,
        {{ outsourcer_scope('agents') }} as outsourcer,
        row_number() over (
            partition by days.agent_id, days.date_day order by agents.valid_from desc nulls last
        ) as place
    from days
    left join {{ ref('int_agents__valid') }} as agents
        on
            days.agent_id = agents.agent_id
            and agents.valid_from < {{ utc_timestamp(add_days('days.date_day', 1), zone) }}
            and agents.valid_until > {{ utc_timestamp('days.date_day', zone) }}

),

joined as (

    select
        placed.agent_id,
        placed.date_day,
        placed.team,
        placed.site,
        placed.outsourcer,
        {%- for relation, names in seconds.items() %}
        {%- for name in names %}
        case
            when covered.has_{{ relation }} then cast(coalesce({{ relation }}.{{ name }}_seconds, 0) as {{ type_bigint() }})
        end as {{ name }}_seconds,
        {%- endfor %}
        {%- endfor %}
        case
            when covered.has_states and covered.has_schedules
                then cast(coalesce(schedules.kept_seconds, 0) as {{ type_bigint() }})
        end as kept_seconds,
        case
            when covered.has_states and covered.has_schedules
                then cast(coalesce(states.worked_seconds, 0) - coalesce(schedules.inside_seconds, 0) as {{ type_bigint() }})
        end as outside_shift_seconds,
        cast(coalesce(handled.contacts_handled, 0) as {{ type_bigint() }}) as contacts_handled
    from placed
    inner join covered on placed.agent_id = covered.agent_id and placed.date_day = covered.date_day
    left join states on placed.agent_id = states.agent_id and placed.date_day = states.date_day
    left join schedules on placed.agent_id = schedules.agent_id and placed.date_day = schedules.date_day
    left join handled on placed.agent_id = handled.agent_id and placed.date_day = handled.date_day
    where placed.place = 1

)

select
    joined.*,
    tracked_seconds - kept_seconds as out_of_adherence_seconds,
    tracked_seconds + outside_shift_seconds as tracked_and_outside_shift_seconds
from joined
