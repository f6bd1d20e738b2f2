-- The contacts that tickets make, in the columns of the landing contract's contacts, so that everything downstream treats them as
-- any other. Handled: a person replied in it; where the source tells no replies, it was solved.
with made as (

    select * from {{ ref('int_ticket_contacts__delimited') }}

),

tickets as (

    select
        tickets.*,
        followed.agent_replies is not null as tells_replies
    from {{ ref('int_tickets__accepted') }} as tickets
    inner join {{ ref('int_tickets__followed') }} as followed on tickets.row_key = followed.ticket_key

),

events as (

    select * from {{ ref('int_ticket_events__placed') }}
    where is_reply_by_person or is_escalation

),

inside as (

    select
        made.ticket_key,
        made.contact_number,
        events.occurred_at,
        events.is_reply_by_person,
        events.is_escalation,
        events.actor_id,
        row_number() over (
            partition by made.ticket_key, made.contact_number, events.is_reply_by_person
            order by events.occurred_at desc nulls last, {{ binary_order('events.event_id') }} desc nulls last
        ) as place_from_end
    from made
    inner join events
        on
            made.ticket_key = events.ticket_key
            and made.started_at <= events.occurred_at
            and coalesce(made.ended_at, events.occurred_at) >= events.occurred_at

),

answered as (

    select
        ticket_key,
        contact_number,
        count(case when is_reply_by_person then 1 end) as agent_replies,
        min(case when is_reply_by_person then occurred_at end) as answered_at,
        max(case when is_reply_by_person and place_from_end = 1 then actor_id end) as actor_id,
        bool_or(is_escalation) as is_escalated
    from inside
    group by ticket_key, contact_number

),

judged as (

    select
        made.*,
        answered.answered_at,
        answered.actor_id,
        answered.is_escalated,
        case
            when tickets.tells_replies then coalesce(answered.agent_replies > 0, false)
            else made.is_solved
        end as is_handled
    from made
    inner join tickets on made.ticket_key = tickets.row_key
    left join answered on made.ticket_key = answered.ticket_key and made.contact_number = answered.contact_number

),

described as (

    select
        judged.ticket_key,
        judged.contact_number,
        tickets.source,
        'ticket:' || tickets.ticket_id || ':' || cast(judged.contact_number as {{ type_text() }}) as contact_id,
        cast(1 as {{ type_bigint() }}) as segment_number,
        coalesce(tickets.channel, 'unmapped') as channel,
        case when judged.contact_number = 1 and tickets.opened_by = 'agent' then 'outbound' else 'inbound' end as direction,
        judged.started_at,
        judged.answered_at,
        judged.ended_at,
        case when judged.is_handled then 'handled' else 'voicemail' end as outcome,
        tickets.queue,
        case when judged.is_handled then coalesce(judged.actor_id, tickets.agent_id) end as agent_id,
        judged.is_escalated,
        tickets.topic,
        tickets.ticket_id,
        tickets.priority,
        tickets.complexity
    from judged
    inner join tickets on judged.ticket_key = tickets.row_key

)

-- the keys are marked: a source may deliver a contact of this very id
select
    {{ hash_key(['source', 'contact_id', 'segment_number', "'ticket'"]) }} as row_key,
    {{ hash_key(['source', 'contact_id', "'ticket'"]) }} as contact_key,
    described.*
from described
