-- Which parts of a contact a source tells at all: what it never fills is unknown, not none. Decided apart for the contacts that
-- it delivers and for those that its tickets make.
{% set columns = [
    'transfer_kind', 'is_escalated', 'needs_follow_up', 'talk_seconds', 'hold_seconds', 'wrap_up_seconds', 'queue', 'script_id',
    'is_script_completed', 'knowledge_articles_used',
] %}
with delivered as (

    select
        source,
        {%- for name in columns %}
        max(case when column_name = '{{ name }}' then rows_filled end) > 0 as fills_{{ name }},
        {%- endfor %}
        'contact' as origin
    from {{ ref('int_source_coverage') }}
    where entity = 'contacts'
    group by source

),

self_serving as (

    select distinct source
    from {{ ref('int_contacts__accepted') }}
    where outcome in ('self_served', 'abandoned_in_ivr')

),

escalating as (

    select distinct source
    from {{ ref('int_ticket_events__placed') }}
    where is_escalation

),

ticketing as (

    select distinct source from {{ ref('int_tickets__accepted') }}

),

made as (

    select
        ticketing.source,
        {%- for name in columns %}
        {{ 'escalating.source is not null' if name == 'is_escalated' else 'false' }} as fills_{{ name }},
        {%- endfor %}
        false as fills_self_service,
        'ticket' as origin
    from ticketing
    left join escalating on ticketing.source = escalating.source

),

contacting as (

    select
        delivered.source,
        {%- for name in columns %}
        delivered.fills_{{ name }},
        {%- endfor %}
        self_serving.source is not null as fills_self_service,
        delivered.origin
    from delivered
    left join self_serving on delivered.source = self_serving.source

)

select * from contacting
union all
select * from made
