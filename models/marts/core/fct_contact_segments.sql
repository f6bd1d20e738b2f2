with classified as (

    select * from {{ ref('int_contact_segments__classified') }}

),

described as (

    select
        segment_key,
        language,
        priority,
        complexity,
        disposition,
        unresolved_reason,
        script_id,
        is_script_completed,
        knowledge_articles_used,
        ticket_id
    from {{ ref('int_contact_segments__unioned') }}

)

select
    classified.segment_key,
    classified.contact_key,
    classified.source,
    classified.origin,
    classified.contact_id,
    described.ticket_id,
    described.script_id,
    classified.segment_number,
    classified.channel,
    classified.direction,
    classified.queue,
    classified.agent_id,
    classified.topic,
    classified.outcome,
    classified.transfer_kind,
    described.disposition,
    described.unresolved_reason,
    described.language,
    described.priority,
    described.complexity,
    classified.started_date,
    classified.started_at,
    classified.queued_at,
    classified.answered_at,
    classified.ended_at,
    classified.ivr_seconds,
    classified.wait_seconds,
    classified.talk_seconds,
    classified.hold_seconds,
    classified.wrap_up_seconds,
    classified.handle_seconds,
    classified.concurrency,
    classified.service_level_seconds,
    classified.short_abandon_seconds,
    described.knowledge_articles_used,
    classified.is_live,
    classified.is_queue_entry,
    classified.is_answered,
    classified.is_abandoned,
    classified.is_short_abandoned,
    classified.is_in_service_level,
    classified.is_answered_in_threshold,
    classified.is_abandoned_in_threshold,
    classified.is_escalated,
    classified.is_resolved,
    classified.needs_follow_up,
    described.is_script_completed,
    classified.is_doubtful,
    classified.is_after_horizon
from classified
inner join described on classified.segment_key = described.segment_key
