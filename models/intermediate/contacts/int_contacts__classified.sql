-- Every judgement on a contact, made once. A part of the handle time that its source never fills stays unknown; one that it fills
-- elsewhere counts as zero beside a known part.
with contacts as (

    select * from {{ ref('int_contacts__assembled') }}

),

descriptions as (

    select * from {{ ref('int_contacts__described') }}

),

words as (

    select * from {{ ref('int_contact_words__judged') }}

),

customers as (

    select * from {{ ref('int_contact_customers') }}

),

queues as (

    select * from {{ ref('int_queues__valid') }}

),

hours as (

    select * from {{ ref('int_contact_hours') }}

),

coverage as (

    select * from {{ ref('int_contact_coverage') }}

),

zoned as (

    select
        contacts.*,
        coverage.fills_talk_seconds,
        coverage.fills_hold_seconds,
        coverage.fills_wrap_up_seconds,
        descriptions.language,
        descriptions.complexity,
        descriptions.last_disposition,
        coalesce(queues.time_zone, '{{ var("cc_business_timezone") }}') as time_zone
    from contacts
    inner join coverage on contacts.source = coverage.source and contacts.origin = coverage.origin
    left join descriptions on contacts.contact_key = descriptions.contact_key
    left join queues
        on
            contacts.dating_queue = queues.queue
            and contacts.started_at >= queues.valid_from
            and contacts.started_at < queues.valid_until

)

select
    zoned.contact_key,
    zoned.source,
    zoned.origin,
    zoned.contact_id,
    customers.customer_key,
    zoned.channel,
    zoned.direction,
    zoned.first_queue,
    zoned.topic,
    coalesce(topics.topic_group, zoned.topic) as topic_group,
    zoned.last_disposition,
    coalesce(zoned.language, 'unknown') as language,
    coalesce(zoned.complexity, 'unknown') as complexity,
    zoned.first_agent_id,
    zoned.last_agent_id,
    zoned.started_at,
    zoned.ended_at,
    {{ to_date(local_timestamp('zoned.started_at', 'zoned.time_zone')) }} as started_date,
    {{ local_timestamp('zoned.started_at', 'zoned.time_zone') }} as started_at_local,
    hours.is_after_hours,
    zoned.outcome,
    zoned.last_outcome,
    zoned.last_transfer_kind,
    zoned.segments,
    zoned.transfers,
    zoned.ivr_seconds,
    zoned.wait_seconds,
    case when zoned.fills_talk_seconds and zoned.handle_seconds is not null then coalesce(zoned.talk_seconds, 0) end
        as talk_seconds,
    case when zoned.fills_hold_seconds and zoned.handle_seconds is not null then coalesce(zoned.hold_seconds, 0) end
        as hold_seconds,
    case when zoned.fills_wrap_up_seconds and zoned.handle_seconds is not null then coalesce(zoned.wrap_up_seconds, 0) end
        as wrap_up_seconds,
    zoned.handle_seconds,
    zoned.handle_seconds_by_concurrency,
    zoned.direction = 'inbound' as is_inbound,
    zoned.has_queue_entry as is_offered,
    zoned.outcome = 'handled' as is_handled,
    zoned.outcome = 'abandoned' as is_abandoned,
    zoned.outcome = 'abandoned_in_ivr' and not zoned.has_queue_entry as is_abandoned_in_ivr,
    zoned.outcome = 'self_served' and not zoned.has_queue_entry as is_self_served,
    zoned.transfers > 0 as is_transferred,
    zoned.is_escalated,
    zoned.needs_follow_up,
    zoned.is_resolved_by_agent,
    zoned.is_scripted,
    zoned.is_script_completed,
    zoned.is_knowledge_used,
    (
        coalesce(topics.is_resolvable_at_first_contact, true)
        and coalesce(dispositions.is_resolvable_at_first_contact, true)
    ) as is_resolvable_at_first_contact,
    zoned.is_live,
    customers.customer_key is not null as is_identified,
    zoned.is_doubtful,
    zoned.is_after_horizon
from zoned
left join customers on zoned.contact_key = customers.contact_key
left join hours on zoned.contact_key = hours.contact_key
left join words as topics
    on zoned.source = topics.source and topics.word_kind = 'topic' and zoned.topic = topics.word
left join words as dispositions
    on
        zoned.source = dispositions.source
        and dispositions.word_kind = 'disposition'
        and zoned.last_disposition = dispositions.word
