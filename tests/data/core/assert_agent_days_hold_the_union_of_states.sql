-- An agent's seconds of a day against the union of the delivered states, whichever of several at once counts: on contacts and in
-- wrap-up for all of theirs; signed in for no more than the union of what is not offline, and no less than what of the union of
-- all is not in that of offline (where nothing overlaps offline the two are one).
{% set zone = "'" ~ var('cc_business_timezone') ~ "'" %}
{% set unions = {
    'busy': "state in ('on_contact', 'wrap_up')",
    'offline': "state = 'offline'",
    'signed_in': "state <> 'offline'",
    'seen': 'true',
} %}
with stretches as (

    select
        agent_id,
        state,
        started_at,
        ended_at,
        {{ to_date(local_timestamp('started_at', zone)) }} as first_date,
        {{ to_date(local_timestamp('ended_at', zone)) }} as last_date
    from {{ ref('int_agent_states__closed') }}

),

days as (

    select date_day from {{ date_spine(
        '(select min(first_date) from stretches)', '(select max(last_date) from stretches)', 'date_day',
    ) }} as spine

),

cut as (

    select
        stretches.agent_id,
        stretches.state,
        days.date_day,
        greatest(stretches.started_at, {{ utc_timestamp('days.date_day', zone) }}) as started_at,
        least(stretches.ended_at, {{ utc_timestamp(add_days('days.date_day', 1), zone) }}) as ended_at
    from stretches
    inner join days on stretches.first_date <= days.date_day and stretches.last_date >= days.date_day

),
{% for name, condition in unions.items() %}
{{ name }}_reached as (

    select
        agent_id,
        date_day,
        started_at,
        ended_at,
        max(ended_at) over (
            partition by agent_id, date_day
            order by started_at, ended_at
            rows between unbounded preceding and 1 preceding
        ) as reached_at
    from cut
    where {{ condition }}

),

{{ name }} as (

    select
        agent_id,
        date_day,
        sum(greatest({{ seconds_between('greatest(started_at, coalesce(reached_at, started_at))', 'ended_at') }}, 0)) as seconds
    from {{ name }}_reached
    group by agent_id, date_day

),
{% endfor %}
expected as (

    select
        seen.agent_id,
        seen.date_day,
        coalesce(busy.seconds, 0) as busy_seconds,
        seen.seconds - coalesce(offline.seconds, 0) as least_seconds,
        coalesce(signed_in.seconds, 0) as greatest_seconds
    from seen
    {% for name in ['busy', 'offline', 'signed_in'] %}
    left join {{ name }} on seen.agent_id = {{ name }}.agent_id and seen.date_day = {{ name }}.date_day
    {% endfor %}

),

agent_days as (

    select * from {{ ref('fct_agent_days') }}

)

select
    coalesce(agent_days.agent_id, expected.agent_id) as agent_id,
    coalesce(agent_days.date_day, expected.date_day) as date_day,
    agent_days.signed_in_seconds,
    expected.busy_seconds,
    expected.least_seconds,
    expected.greatest_seconds
from agent_days
full outer join expected on agent_days.agent_id = expected.agent_id and agent_days.date_day = expected.date_day
where
    coalesce(agent_days.on_contact_seconds + agent_days.wrap_up_seconds, 0) <> coalesce(expected.busy_seconds, 0)
    or coalesce(agent_days.signed_in_seconds, 0) > coalesce(expected.greatest_seconds, 0)
    or coalesce(agent_days.signed_in_seconds, 0) < coalesce(expected.least_seconds, 0)
    or agent_days.signed_in_seconds
    < agent_days.available_seconds + agent_days.on_contact_seconds + agent_days.wrap_up_seconds
    or agent_days.tracked_seconds > agent_days.scheduled_seconds
    or agent_days.out_of_adherence_seconds > agent_days.tracked_seconds
