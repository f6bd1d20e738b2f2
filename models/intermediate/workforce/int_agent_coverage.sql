-- Where no states (or schedules) mean that there were none: a source tells of all the days from the first to the last on which
-- it knows anybody's, and of the agents of whom it ever knows one. On other days, and of other agents, nobody says anything.
{% set zone = "'" ~ var('cc_business_timezone') ~ "'" %}
with stretches as (

    {% for entity in ['agent_states', 'agent_schedules'] %}
    select
        '{{ entity }}' as entity,
        source,
        agent_id,
        {{ to_date(local_timestamp('started_at', zone)) }} as first_day,
        {{ to_date(local_timestamp(add_seconds('ended_at', '-1'), zone)) }} as last_day
    from {{ ref('int_' ~ entity ~ '__closed') }}
    where started_at < ended_at
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

sources as (

    select
        entity,
        source,
        min(first_day) as first_day,
        max(last_day) as last_day
    from stretches
    group by entity, source

)

select distinct
    stretches.entity,
    stretches.source,
    stretches.agent_id,
    sources.first_day,
    sources.last_day
from stretches
inner join sources on stretches.entity = sources.entity and stretches.source = sources.source
