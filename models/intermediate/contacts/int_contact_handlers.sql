-- Who worked on a handled contact, at each organisational scope: two agents of one team are one contact of the team.
with segments as (

    select * from {{ ref('int_contact_segments__classified') }}

),

contacts as (

    select
        contact_key,
        started_at,
        started_date,
        talk_seconds is not null as is_talk_known,
        hold_seconds is not null as is_hold_known,
        wrap_up_seconds is not null as is_wrap_up_known,
        transfers is not null as is_transfer_known,
        is_escalated is not null as is_escalation_known
    from {{ ref('int_contacts__classified') }}
    where is_inbound and is_handled and not is_after_horizon

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

staffed as (

    select
        segments.*,
        contacts.started_date as contact_started_date,
        contacts.is_talk_known,
        contacts.is_hold_known,
        contacts.is_wrap_up_known,
        contacts.is_transfer_known,
        contacts.is_escalation_known,
        coalesce(segments.agent_id, 'unknown') as agent,
        coalesce(agents.team, 'unknown') as team,
        coalesce(agents.site, 'unknown') as site,
        {{ outsourcer_scope('agents') }} as outsourcer
    from segments
    inner join contacts on segments.contact_key = contacts.contact_key
    left join agents
        on
            segments.agent_id = agents.agent_id
            and contacts.started_at >= agents.valid_from
            and contacts.started_at < agents.valid_until

),

scoped as (
    {% for scope_kind in ['agent', 'team', 'site', 'outsourcer'] %}
    select
        '{{ scope_kind }}' as scope_kind,
        {{ scope_kind }} as scope_value,
        staffed.*
    from staffed
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

ordered as (

    select
        scoped.*,
        count(is_resolved) over (
            partition by contact_key, scope_kind, scope_value order by segment_number desc
        ) as resolutions_to_come
    from scoped

)

select
    contact_key,
    scope_kind,
    scope_value,
    max(contact_started_date) as started_date,
    bool_or(outcome = 'handled') as is_handled,
    cast(sum(case when is_talk_known then coalesce(talk_seconds, 0) end) as {{ type_bigint() }}) as talk_seconds,
    cast(sum(case when is_hold_known then coalesce(hold_seconds, 0) end) as {{ type_bigint() }}) as hold_seconds,
    cast(sum(case when is_wrap_up_known then coalesce(wrap_up_seconds, 0) end) as {{ type_bigint() }}) as wrap_up_seconds,
    cast(sum(handle_seconds) as {{ type_bigint() }}) as handle_seconds,
    bool_or(case when is_transfer_known then transfer_kind <> 'none' end) as is_transferred,
    bool_or(case when is_escalation_known then coalesce(is_escalated, false) end) as is_escalated,
    bool_or(case when is_resolved is not null and resolutions_to_come = 1 then is_resolved end) as is_resolved_by_agent
from ordered
group by contact_key, scope_kind, scope_value
