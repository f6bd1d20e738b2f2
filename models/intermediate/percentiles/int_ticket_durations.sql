-- First response and resolution of tickets, in calendar and in business seconds, with the scopes they
-- count for: first response on the day of creation, resolution on that of the last solve.
{{ config(materialized='view') }}

with tickets as (

    select
        tickets.*,
        business.ticket_key is not null as has_calendar
    from {{ ref('int_tickets__classified') }} as tickets
    left join {{ ref('int_ticket_business_seconds') }} as business on tickets.ticket_key = business.ticket_key
    where not tickets.is_after_horizon

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

measured as (

    -- A ticket that nobody has answered waits longer than any: it counts without a duration.
    select
        tickets.*,
        'first_response' as measure,
        created_date as date_day,
        created_at as dated_at,
        first_response_seconds as seconds
    from tickets
    where is_responded is not null
    union all
    select
        tickets.*,
        'first_response_business' as measure,
        created_date as date_day,
        created_at as dated_at,
        first_response_business_seconds as seconds
    from tickets
    where has_calendar and (first_response_business_seconds is not null or not is_responded)
    {%- for measure in ['resolution', 'resolution_business'] %}
    union all
    select
        tickets.*,
        '{{ measure }}' as measure,
        last_solved_date as date_day,
        last_solved_at as dated_at,
        {{ measure }}_seconds as seconds
    from tickets
    where {{ measure }}_seconds is not null
    {%- endfor %}

)

select
    measured.measure,
    measured.ticket_key,
    measured.date_day,
    measured.channel_shown as channel,
    measured.queue,
    measured.topic,
    coalesce(agents.team, 'unknown') as team,
    coalesce(agents.site, 'unknown') as site,
    {{ outsourcer_scope('agents') }} as outsourcer,
    measured.seconds
from measured
left join agents
    on
        measured.agent_id = agents.agent_id
        and measured.dated_at >= agents.valid_from
        and measured.dated_at < agents.valid_until
