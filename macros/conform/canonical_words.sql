{#- The words of every vocabulary of the landing contract. Returns a dict: vocabulary -> list of words. -#}
{% macro canonical_words() %}
{{ return({
    'channel': ['voice', 'chat', 'email', 'messaging', 'social', 'web_form', 'sms', 'callback', 'in_person'],
    'direction': ['inbound', 'outbound', 'internal'],
    'outcome': [
        'handled', 'abandoned', 'abandoned_in_ivr', 'self_served', 'overflowed', 'callback_requested', 'voicemail', 'failed',
    ],
    'transfer_kind': ['none', 'warm', 'blind', 'to_queue'],
    'unresolved_reason': ['policy', 'authority', 'knowledge', 'tools', 'other_team', 'customer'],
    'actor_kind': ['customer', 'agent', 'bot'],
    'event_kind': ['customer_reply', 'agent_reply', 'internal_note', 'status_changed', 'assigned', 'escalated'],
    'ticket_status': ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'],
    'survey_kind': ['csat', 'nps', 'ces', 'resolution', 'esat', 'enps'],
    'agent_state': [
        'available', 'on_contact', 'wrap_up', 'break', 'meal', 'training', 'meeting', 'away', 'offline',
    ],
    'scope_kind': ['center', 'queue', 'channel', 'topic', 'agent', 'team', 'site', 'outsourcer'],
}) }}
{% endmacro %}
