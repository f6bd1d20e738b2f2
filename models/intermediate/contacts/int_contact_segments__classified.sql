-- Every judgement on a segment, made once: three-state flags (null = left out, false = counts, true = counts and meets).
with segments as (

    select * from {{ ref('int_contact_segments__placed') }}

),

queues as (

    select * from {{ ref('int_queues__valid') }}

),

channels as (

    select * from {{ ref('ref_channels') }}

),

horizon as (

    select * from {{ ref('int_data_horizon') }}

),

timed as (

    select
        segments.*,
        -- a ticket that came in by telephone keeps nobody on the line
        channels.is_live and coalesce(segments.origin, 'contact') <> 'ticket' as is_live,
        coalesce(queues.time_zone, '{{ var("cc_business_timezone") }}') as time_zone,
        queues.business_calendar,
        coalesce(queues.service_level_seconds, {{ channel_threshold('segments.channel') }}) as service_level_seconds,
        coalesce(queues.short_abandon_seconds, {{ var('cc_short_abandon_seconds') }}) as short_abandon_seconds,
        segments.started_at > horizon.horizon_at as is_after_horizon,
        {{ seconds_between(
            'coalesce(segments.queued_at, ' ~ add_seconds('segments.started_at', 'coalesce(segments.ivr_seconds, 0)') ~ ')',
            "coalesce(segments.answered_at, case when segments.outcome = 'abandoned' then segments.ended_at end)",
        ) }} as seconds_to_answer
    from segments
    cross join horizon
    inner join channels on segments.channel = channels.channel
    left join queues
        on
            segments.queue = queues.queue
            and segments.started_at >= queues.valid_from
            and segments.started_at < queues.valid_until

),

waited as (

    select
        timed.*,
        case when seconds_to_answer >= 0 then seconds_to_answer end as wait_seconds,
        {{ handle_seconds('talk_seconds', 'hold_seconds', 'wrap_up_seconds') }} as handle_seconds
    from timed

)

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
    segment_ended_at,
    ivr_seconds,
    talk_seconds,
    hold_seconds,
    wrap_up_seconds,
    concurrency,
    is_scripted,
    is_script_completed,
    is_knowledge_used,
    place_from_start,
    place_from_end,
    is_live,
    direction = 'inbound' as is_inbound,
    time_zone,
    business_calendar,
    {{ to_date(local_timestamp('started_at', 'time_zone')) }} as started_date,
    service_level_seconds,
    short_abandon_seconds,
    wait_seconds,
    handle_seconds,
    is_after_horizon,
    (
        coalesce(is_doubted_by_source, false)
        or coalesce(greatest(wait_seconds, handle_seconds) > {{ var('cc_doubtful_seconds') }}, false)
    ) as is_doubtful,
    is_queue_entry,
    case when is_queue_entry then outcome = 'handled' end as is_answered,
    case when is_queue_entry then outcome = 'abandoned' end as is_abandoned,
    case when is_queue_entry then outcome = 'abandoned' and coalesce(wait_seconds <= short_abandon_seconds, false) end
        as is_short_abandoned,
    (
        is_queue_entry and outcome in ('handled', 'abandoned') and service_level_seconds is not null and wait_seconds is not null
    ) as is_in_service_level,
    case when is_queue_entry and outcome = 'handled' then wait_seconds <= service_level_seconds end as is_answered_in_threshold,
    case when is_queue_entry and outcome = 'abandoned' then wait_seconds <= service_level_seconds end
        as is_abandoned_in_threshold
from waited
