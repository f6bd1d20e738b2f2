-- Segments in their contact: what the first one decides for all (channel, direction), and which of them entered a queue.
with segments as (

    select
        segment_key,
        contact_key,
        source,
        origin,
        contact_id,
        segment_number,
        channel,
        direction,
        outcome,
        queue,
        agent_id,
        topic,
        transfer_kind,
        is_escalated,
        is_resolved,
        needs_follow_up,
        started_at,
        queued_at,
        answered_at,
        ended_at,
        ivr_seconds,
        talk_seconds,
        hold_seconds,
        wrap_up_seconds,
        concurrency,
        script_id is not null as is_scripted,
        is_script_completed,
        knowledge_articles_used > 0 as is_knowledge_used,
        _doubt is not null as is_doubted_by_source
    from {{ ref('int_contact_segments__unioned') }}

),

placed as (

    select
        segments.*,
        first_value(channel) over forwards as contact_channel,
        first_value(direction) over forwards as contact_direction,
        row_number() over forwards as place_from_start,
        row_number() over backwards as place_from_end
    from segments
    window
        forwards as (partition by contact_key order by segment_number),
        backwards as (partition by contact_key order by segment_number desc nulls last)

)

select
    segment_key,
    contact_key,
    source,
    origin,
    contact_id,
    segment_number,
    contact_channel as channel,
    contact_direction as direction,
    outcome,
    coalesce(queue, case when place_from_start = 1 then 'unknown' end) as queue,
    agent_id,
    topic,
    transfer_kind,
    is_escalated,
    is_resolved,
    needs_follow_up,
    started_at,
    queued_at,
    answered_at,
    ended_at,
    coalesce(
        ended_at,
        {{ add_seconds('answered_at', 'coalesce(talk_seconds, 0) + coalesce(hold_seconds, 0)') }},
        started_at
    ) as segment_ended_at,
    ivr_seconds,
    talk_seconds,
    hold_seconds,
    wrap_up_seconds,
    concurrency,
    is_scripted,
    case when is_scripted then is_script_completed end as is_script_completed,
    is_knowledge_used,
    is_doubted_by_source,
    place_from_start,
    place_from_end,
    (
        contact_direction = 'inbound'
        and outcome in ('handled', 'abandoned', 'overflowed', 'callback_requested', 'voicemail')
        and (queue is not null or place_from_start = 1)
    ) as is_queue_entry
from placed
