-- Who worked on a handled contact, at each organisational scope: two agents of one team are one contact of the team.
with segments as (

    select * from {{ ref('int_contact_segments__classified') }}

),

contacts as (

    select
        contact_key,
        started_at,
        started_date,
        is_identified,
        talk_seconds is not null as is_talk_known,
        hold_seconds is not null as is_hold_known,
        wrap_up_seconds is not null as is_wrap_up_known,
        transfers is not null as is_transfer_known,
        is_escalated is not null as is_escalation_known,
        is_scripted is not null as is_script_known,
        is_knowledge_used is not null as is_knowledge_known
    from {{ ref('int_contacts__classified') }}
    where is_inbound and is_handled and not is_after_horizon

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

staffed as (

    select
        segments.contact_key,
        segments.segment_number,
        contacts.started_date,
        contacts.is_identified,
        coalesce(segments.agent_id, 'unknown') as agent,
        coalesce(agents.team, 'unknown') as team,
        coalesce(agents.site, 'unknown') as site,
        {{ outsourcer_scope('agents') }} as outsourcer,
        segments.outcome = 'handled' as is_handled,
        case when contacts.is_talk_known and segments.handle_seconds is not null then coalesce(segments.talk_seconds, 0) end
            as talk_seconds,
        case when contacts.is_hold_known and segments.handle_seconds is not null then coalesce(segments.hold_seconds, 0) end
            as hold_seconds,
        case when contacts.is_wrap_up_known and segments.handle_seconds is not null then coalesce(segments.wrap_up_seconds, 0) end
            as wrap_up_seconds,
        segments.handle_seconds,
        case when contacts.is_transfer_known then segments.transfer_kind <> 'none' end as is_transferred,
        case when contacts.is_escalation_known then coalesce(segments.is_escalated, false) end as is_escalated,
        segments.is_resolved,
        case when contacts.is_script_known then segments.is_scripted end as is_scripted,
        case when contacts.is_script_known then segments.is_script_completed end as is_script_completed,
        case when contacts.is_knowledge_known then coalesce(segments.is_knowledge_used, false) end as is_knowledge_used
    from segments
    inner join contacts on segments.contact_key = contacts.contact_key
    left join agents
        on
            segments.agent_id = agents.agent_id
            and contacts.started_at >= agents.valid_from
            and contacts.started_at < agents.valid_until

)

{% for scope_kind in ['agent', 'team', 'site', 'outsourcer'] %}
select
    contact_key,
    '{{ scope_kind }}' as scope_kind,
    {{ scope_kind }} as scope_value,
    max(started_date) as started_date,
    bool_or(is_handled) as is_handled,
    bool_or(is_identified) as is_identified,
    cast(sum(talk_seconds) as {{ type_bigint() }}) as talk_seconds,
    cast(sum(hold_seconds) as {{ type_bigint() }}) as hold_seconds,
    cast(sum(wrap_up_seconds) as {{ type_bigint() }}) as wrap_up_seconds,
    cast(sum(handle_seconds) as {{ type_bigint() }}) as handle_seconds,
    bool_or(is_transferred) as is_transferred,
    bool_or(is_escalated) as is_escalated,
    {{ last_recorded('is_resolved', 'segment_number') }} as is_resolved_by_agent,
    bool_or(is_scripted) as is_scripted,
    case when bool_or(is_scripted) then coalesce(bool_and(is_script_completed), false) end as is_script_completed,
    bool_or(is_knowledge_used) as is_knowledge_used
from staffed
group by contact_key, {{ scope_kind }}
{{- '\n\nunion all\n' if not loop.last }}
{% endfor %}
