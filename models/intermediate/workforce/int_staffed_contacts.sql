-- Handled contacts beside the hours they are held against: those of the agents and days of which the states are known, at the
-- scopes of that agent day. Two agents of one team are one contact of the team.
with handled as (

    select
        contact_key,
        scope_value as agent_id,
        started_date as date_day
    from {{ ref('int_contact_handlers') }}
    where scope_kind = 'agent' and scope_value <> 'unknown' and is_handled

),

staffed as (

    select
        handled.contact_key,
        handled.date_day,
        'all' as center,
        handled.agent_id as agent,
        days.team,
        days.site,
        days.outsourcer
    from handled
    inner join {{ ref('int_agent_days__classified') }} as days
        on handled.agent_id = days.agent_id and handled.date_day = days.date_day
    where days.signed_in_seconds is not null

)

{% for scope_kind in ['center', 'agent', 'team', 'site', 'outsourcer'] %}
select distinct
    contact_key,
    date_day,
    '{{ scope_kind }}' as scope_kind,
    {{ scope_kind }} as scope_value
from staffed
{{- '\n\nunion all\n' if not loop.last }}
{% endfor %}
