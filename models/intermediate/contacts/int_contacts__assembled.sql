-- Segments put together to contacts. What a source never fills in any row stays unknown instead of counting as "no" or zero.
with segments as (

    select
        segments.*,
        count(topic) over forwards as topics_so_far,
        count(agent_id) over forwards as agents_so_far,
        count(agent_id) over backwards as agents_to_come,
        sum(case when is_queue_entry then 1 else 0 end) over forwards as entries_so_far
    from {{ ref('int_contact_segments__classified') }} as segments
    window
        forwards as (partition by contact_key order by segment_number),
        backwards as (partition by contact_key order by segment_number desc nulls last)

),

coverage as (

    select * from {{ ref('int_contact_coverage') }}

),

assembled as (

    select
        contact_key,
        source,
        origin,
        contact_id,
        max(channel) as channel,
        max(direction) as direction,
        max(case when is_queue_entry and entries_so_far = 1 then queue end) as first_queue,
        max(case when place_from_start = 1 then queue end) as initial_queue,
        coalesce(max(case when topic is not null and topics_so_far = 1 then topic end), 'unknown') as topic,
        max(case when agent_id is not null and agents_so_far = 1 then agent_id end) as first_agent_id,
        max(case when agent_id is not null and agents_to_come = 1 then agent_id end) as last_agent_id,
        max(case when place_from_start = 1 then started_at end) as started_at,
        max(segment_ended_at) as ended_at,
        max(case when place_from_end = 1 then outcome end) as last_outcome,
        max(case when place_from_end = 1 then transfer_kind end) as last_transfer_kind,
        cast(count(*) as {{ type_bigint() }}) as segments,
        cast(count(case when transfer_kind <> 'none' then 1 end) as {{ type_bigint() }}) as transfers,
        cast(sum(ivr_seconds) as {{ type_bigint() }}) as ivr_seconds,
        cast(sum(case when is_queue_entry then wait_seconds end) as {{ type_bigint() }}) as wait_seconds,
        cast(sum(talk_seconds) as {{ type_bigint() }}) as talk_seconds,
        cast(sum(hold_seconds) as {{ type_bigint() }}) as hold_seconds,
        cast(sum(wrap_up_seconds) as {{ type_bigint() }}) as wrap_up_seconds,
        cast(sum(handle_seconds) as {{ type_bigint() }}) as handle_seconds,
        sum(cast(handle_seconds as {{ type_double() }}) / case when concurrency > 1 then concurrency else 1 end)
            as handle_seconds_by_concurrency,
        bool_or(outcome = 'handled') as has_handled_segment,
        bool_or(is_queue_entry) as has_queue_entry,
        bool_or(is_escalated) as is_escalated,
        bool_or(needs_follow_up) as needs_follow_up,
        {{ last_recorded('is_resolved', 'place_from_start') }} as is_resolved_by_agent,
        bool_or(is_scripted) as is_scripted,
        bool_and(is_script_completed) as is_script_completed,
        bool_or(is_knowledge_used) as is_knowledge_used,
        bool_or(is_live) as is_live,
        bool_or(is_doubtful) as is_doubtful,
        bool_or(place_from_start = 1 and is_after_horizon) as is_after_horizon
    from segments
    group by contact_key, source, origin, contact_id

)

select
    assembled.contact_key,
    assembled.source,
    assembled.origin,
    assembled.contact_id,
    assembled.channel,
    assembled.direction,
    assembled.first_queue,
    coalesce(assembled.first_queue, assembled.initial_queue) as dating_queue,
    assembled.topic,
    assembled.first_agent_id,
    assembled.last_agent_id,
    assembled.started_at,
    assembled.ended_at,
    assembled.last_outcome,
    assembled.last_transfer_kind,
    case when assembled.has_handled_segment then 'handled' else assembled.last_outcome end as outcome,
    assembled.segments,
    case when coverage.fills_transfer_kind then assembled.transfers end as transfers,
    assembled.ivr_seconds,
    assembled.wait_seconds,
    assembled.talk_seconds,
    assembled.hold_seconds,
    assembled.wrap_up_seconds,
    assembled.handle_seconds,
    assembled.handle_seconds_by_concurrency,
    assembled.has_queue_entry,
    case when coverage.fills_is_escalated then coalesce(assembled.is_escalated, false) end as is_escalated,
    case when coverage.fills_needs_follow_up then coalesce(assembled.needs_follow_up, false) end as needs_follow_up,
    assembled.is_resolved_by_agent,
    case when coverage.fills_script_id and coverage.fills_is_script_completed then assembled.is_scripted end as is_scripted,
    case
        when coverage.fills_script_id and coverage.fills_is_script_completed and assembled.is_scripted
            then coalesce(assembled.is_script_completed, false)
    end as is_script_completed,
    case when coverage.fills_knowledge_articles_used then coalesce(assembled.is_knowledge_used, false) end as is_knowledge_used,
    assembled.is_live,
    assembled.is_doubtful,
    assembled.is_after_horizon
from assembled
inner join coverage on assembled.source = coverage.source and assembled.origin = coverage.origin
