-- The segments that count: those delivered, and those of the contacts that tickets make. A view: the rows are wide.
-- Whose a made contact is, the ticket tells; its identifiers are not carried on.
{{ config(materialized='view') }}
{% set contract = canonical_entities()['contacts'].columns %}
{% set told_by_tickets = [
    'contact_id', 'segment_number', 'channel', 'direction', 'started_at', 'answered_at', 'ended_at', 'outcome', 'queue',
    'agent_id', 'is_escalated', 'topic', 'ticket_id', 'priority', 'complexity',
] %}
select
    row_key as segment_key,
    {{ hash_key(['source', 'contact_id']) }} as contact_key,
    source,
    'contact' as origin,
    {{ contract.keys() | join(',\n    ') }},
    _doubt
from {{ ref('int_contacts__accepted') }}

union all

select
    row_key as segment_key,
    contact_key,
    source,
    'ticket' as origin,
    {%- for name, column in contract.items() %}
    {{ name if name in told_by_tickets else 'cast(null as ' ~ column_type(column.type) ~ ') as ' ~ name }},
    {%- endfor %}
    cast(null as {{ type_text() }}) as _doubt
from {{ ref('int_contact_segments__from_tickets') }}
