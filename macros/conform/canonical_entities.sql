{#-
The landing contract as data: what every entity's rows look like once a source is conformed. Parsing, rejection, the conformed
models, the union and their contracts are made from it; nothing else lists these columns.

Returns a dict: entity -> {
    key: the columns that identify a row within its source (unknown values count as one value),
    in_order: [earlier, later] pairs of columns; a row that has them the other way round is rejected (ended_before_started),
    columns: {name: {type, required, words, unknown, at_least, at_most, default, identifier, private}},
}
    type        text, instant (UTC), date, time, integer (counts, whole seconds), number, boolean, word, time_zone (IANA name)
    required    a source without the column stops; a row without a value is rejected (missing_required)
    words       of a word: its vocabulary in canonical_words(); other spellings are rows of the map_codes seed
    unknown     of a word that neither knows: 'reject' the row (unknown_word); else it becomes 'unmapped', which a test lists
    at_least, at_most   a number outside is rejected (negative_value where it is below zero, else out_of_range): 10^9 is no duration
                in seconds that anybody measured, and sums of it still fit
    open_from   a later instant means that there is none yet: 9999-12-31 is what systems write for "still open"
    not_before  an earlier instant is rejected (out_of_range): 1900-01-01 and 1970-01-01 are what systems write for "unknown"
    default     the value where nothing is delivered
    identifier  may tell who the customer is; words for "unknown" are rows of map_codes, vocabulary unknown_identifier
    private     personal data: never leaves the private schemas
-#}
{% macro canonical_entities() %}
{{ return({
    'contacts': {
        'key': ['contact_id', 'segment_number'],
        'in_order': [['started_at', 'ended_at']],
        'columns': {
            'contact_id': {'type': 'text', 'required': true},
            'segment_number': {'type': 'integer', 'at_least': 1, 'at_most': 1000000000, 'default': 1},
            'channel': {'type': 'word', 'words': 'channel', 'required': true},
            'direction': {'type': 'word', 'words': 'direction', 'default': 'inbound'},
            'started_at': {'type': 'instant', 'required': true, 'not_before': '1980-01-01T00:00:00Z'},
            'queued_at': {'type': 'instant'},
            'answered_at': {'type': 'instant'},
            'ended_at': {'type': 'instant', 'open_from': '2100-01-01T00:00:00Z'},
            'ivr_seconds': {'type': 'integer', 'at_least': 0, 'at_most': 1000000000},
            'talk_seconds': {'type': 'integer', 'at_least': 0, 'at_most': 1000000000},
            'hold_seconds': {'type': 'integer', 'at_least': 0, 'at_most': 1000000000},
            'wrap_up_seconds': {'type': 'integer', 'at_least': 0, 'at_most': 1000000000},
            'concurrency': {'type': 'number', 'at_least': 0, 'default': 1},
            'outcome': {'type': 'word', 'words': 'outcome', 'required': true, 'unknown': 'reject'},
            'queue': {'type': 'text'},
            'agent_id': {'type': 'text'},
            'transfer_kind': {'type': 'word', 'words': 'transfer_kind', 'default': 'none'},
            'is_escalated': {'type': 'boolean'},
            'is_resolved': {'type': 'boolean'},
            'needs_follow_up': {'type': 'boolean'},
            'topic': {'type': 'text'},
            'disposition': {'type': 'text'},
            'unresolved_reason': {'type': 'word', 'words': 'unresolved_reason'},
            'customer_id': {'type': 'text', 'identifier': true, 'private': true},
            'customer_phone': {'type': 'text', 'identifier': true, 'private': true},
            'customer_email': {'type': 'text', 'identifier': true, 'private': true},
            'ticket_id': {'type': 'text'},
            'language': {'type': 'text'},
            'priority': {'type': 'text'},
            'complexity': {'type': 'text'},
            'script_id': {'type': 'text'},
            'is_script_completed': {'type': 'boolean'},
            'knowledge_articles_used': {'type': 'integer', 'at_least': 0, 'at_most': 1000000000},
            'updated_at': {'type': 'instant'},
        },
    },
    'tickets': {
        'key': ['ticket_id'],
        'in_order': [['created_at', 'solved_at'], ['created_at', 'closed_at']],
        'columns': {
            'ticket_id': {'type': 'text', 'required': true},
            'created_at': {'type': 'instant', 'required': true, 'not_before': '1980-01-01T00:00:00Z'},
            'opened_by': {'type': 'word', 'words': 'actor_kind', 'default': 'customer'},
            'channel': {'type': 'word', 'words': 'channel'},
            'queue': {'type': 'text'},
            'agent_id': {'type': 'text'},
            'topic': {'type': 'text'},
            'priority': {'type': 'text'},
            'complexity': {'type': 'text'},
            'status': {'type': 'word', 'words': 'ticket_status'},
            'solved_at': {'type': 'instant'},
            'closed_at': {'type': 'instant'},
            'customer_id': {'type': 'text', 'identifier': true, 'private': true},
            'customer_phone': {'type': 'text', 'identifier': true, 'private': true},
            'customer_email': {'type': 'text', 'identifier': true, 'private': true},
            'updated_at': {'type': 'instant'},
        },
    },
    'ticket_events': {
        'key': ['ticket_id', 'event_id'],
        'columns': {
            'ticket_id': {'type': 'text', 'required': true},
            'event_id': {'type': 'text', 'required': true},
            'occurred_at': {'type': 'instant', 'required': true, 'not_before': '1980-01-01T00:00:00Z'},
            'event_kind': {'type': 'word', 'words': 'event_kind', 'required': true, 'unknown': 'reject'},
            'actor_kind': {'type': 'word', 'words': 'actor_kind'},
            'actor_id': {'type': 'text'},
            'status': {'type': 'word', 'words': 'ticket_status'},
            'updated_at': {'type': 'instant'},
        },
    },
    'survey_responses': {
        'key': ['response_id'],
        'columns': {
            'response_id': {'type': 'text', 'required': true},
            'survey_kind': {'type': 'word', 'words': 'survey_kind', 'required': true, 'unknown': 'reject'},
            'contact_id': {'type': 'text'},
            'ticket_id': {'type': 'text'},
            'customer_id': {'type': 'text', 'identifier': true, 'private': true},
            'agent_id': {'type': 'text'},
            'team': {'type': 'text'},
            'sent_at': {'type': 'instant'},
            'responded_at': {'type': 'instant'},
            'score': {'type': 'number'},
            'scale_min': {'type': 'number'},
            'scale_max': {'type': 'number'},
            'is_issue_resolved': {'type': 'boolean'},
            'contacts_needed': {'type': 'integer', 'at_least': 0, 'at_most': 1000000000},
            'updated_at': {'type': 'instant'},
        },
    },
    'agents': {
        'key': ['agent_id', 'valid_from'],
        'in_order': [['valid_from', 'valid_to']],
        'columns': {
            'agent_id': {'type': 'text', 'required': true},
            'valid_from': {'type': 'instant'},
            'valid_to': {'type': 'instant'},
            'agent_name': {'type': 'text'},
            'team': {'type': 'text'},
            'supervisor_id': {'type': 'text'},
            'site': {'type': 'text'},
            'outsourcer': {'type': 'text'},
            'hired_on': {'type': 'date'},
            'left_on': {'type': 'date'},
            'hourly_cost': {'type': 'number', 'at_least': 0},
            'currency': {'type': 'text'},
            'updated_at': {'type': 'instant'},
        },
    },
    'agent_states': {
        'key': ['agent_id', 'state', 'started_at'],
        'in_order': [['started_at', 'ended_at']],
        'columns': {
            'agent_id': {'type': 'text', 'required': true},
            'state': {'type': 'word', 'words': 'agent_state', 'required': true},
            'started_at': {'type': 'instant', 'required': true, 'not_before': '1980-01-01T00:00:00Z'},
            'ended_at': {'type': 'instant', 'open_from': '2100-01-01T00:00:00Z'},
            'updated_at': {'type': 'instant'},
        },
    },
    'agent_schedules': {
        'key': ['agent_id', 'activity', 'starts_at'],
        'in_order': [['starts_at', 'ends_at']],
        'columns': {
            'agent_id': {'type': 'text', 'required': true},
            'activity': {'type': 'word', 'words': 'agent_state', 'required': true},
            'starts_at': {'type': 'instant', 'required': true, 'not_before': '1980-01-01T00:00:00Z'},
            'ends_at': {'type': 'instant', 'required': true},
            'updated_at': {'type': 'instant'},
        },
    },
    'queues': {
        'key': ['queue', 'valid_from'],
        'in_order': [['valid_from', 'valid_to']],
        'columns': {
            'queue': {'type': 'text', 'required': true},
            'valid_from': {'type': 'instant'},
            'valid_to': {'type': 'instant'},
            'channel': {'type': 'word', 'words': 'channel'},
            'service_level_seconds': {'type': 'integer', 'at_least': 0, 'at_most': 1000000000},
            'service_level_target': {'type': 'number', 'at_least': 0},
            'short_abandon_seconds': {'type': 'integer', 'at_least': 0, 'at_most': 1000000000},
            'business_calendar': {'type': 'text'},
            'time_zone': {'type': 'time_zone'},
            'updated_at': {'type': 'instant'},
        },
    },
    'customers': {
        'key': ['customer_id', 'customer_phone', 'customer_email'],
        'columns': {
            'customer_id': {'type': 'text', 'required': true, 'identifier': true, 'private': true},
            'customer_phone': {'type': 'text', 'identifier': true, 'private': true},
            'customer_email': {'type': 'text', 'identifier': true, 'private': true},
            'segment': {'type': 'text'},
            'joined_on': {'type': 'date'},
            'churned_on': {'type': 'date'},
            'updated_at': {'type': 'instant'},
        },
    },
    'costs': {
        'key': ['cost_id'],
        'in_order': [['period_start', 'period_end']],
        'columns': {
            'cost_id': {'type': 'text', 'required': true},
            'period_start': {'type': 'date', 'required': true},
            'period_end': {'type': 'date', 'required': true},
            'amount': {'type': 'number', 'required': true},
            'currency': {'type': 'text', 'required': true},
            'outsourcer': {'type': 'text'},
            'site': {'type': 'text'},
            'queue': {'type': 'text'},
            'channel': {'type': 'word', 'words': 'channel'},
            'category': {'type': 'text'},
            'updated_at': {'type': 'instant'},
        },
    },
    'business_calendars': {
        'key': ['business_calendar', 'weekday', 'opens_at'],
        'columns': {
            'business_calendar': {'type': 'text', 'required': true},
            'weekday': {'type': 'integer', 'required': true, 'at_least': 1, 'at_most': 7},
            'opens_at': {'type': 'time', 'required': true},
            'closes_at': {'type': 'time', 'required': true},
            'time_zone': {'type': 'time_zone', 'required': true},
            'updated_at': {'type': 'instant'},
        },
    },
    'holidays': {
        'key': ['business_calendar', 'holiday_date'],
        'columns': {
            'business_calendar': {'type': 'text', 'required': true},
            'holiday_date': {'type': 'date', 'required': true},
            'name': {'type': 'text'},
            'updated_at': {'type': 'instant'},
        },
    },
    'kpi_targets': {
        'key': ['kpi', 'scope_kind', 'scope_value', 'valid_from'],
        'in_order': [['valid_from', 'valid_to']],
        'columns': {
            'kpi': {'type': 'text', 'required': true},
            'target': {'type': 'number', 'required': true},
            'valid_from': {'type': 'instant'},
            'valid_to': {'type': 'instant'},
            'scope_kind': {'type': 'word', 'words': 'scope_kind', 'default': 'center'},
            'scope_value': {'type': 'text', 'default': 'all'},
            'updated_at': {'type': 'instant'},
        },
    },
}) }}
{% endmacro %}
