"""The landing contract as data: columns, keys and words of the entities that the oracle reads."""

from __future__ import annotations

CHANNELS = {"voice", "chat", "email", "messaging", "social", "web_form", "sms", "callback", "in_person"}
OUTCOMES = {
    "handled",
    "abandoned",
    "abandoned_in_ivr",
    "self_served",
    "overflowed",
    "callback_requested",
    "voicemail",
    "failed",
}
WORDS = {
    "channel": CHANNELS,
    "direction": {"inbound", "outbound", "internal"},
    "outcome": OUTCOMES,
    "transfer_kind": {"none", "warm", "blind", "to_queue"},
    "actor_kind": {"customer", "agent", "bot"},
    "event_kind": {"customer_reply", "agent_reply", "internal_note", "status_changed", "assigned", "escalated"},
    "ticket_status": {"new", "open", "pending", "on_hold", "solved", "closed"},
    "survey_kind": {"csat", "nps", "ces", "resolution", "esat", "enps"},
}
# A row with another word there is rejected; any other unknown word becomes `unmapped`.
STRICT_WORDS = {"outcome", "event_kind", "survey_kind"}
DEFAULTS = {"segment_number": 1, "opened_by": "customer"}

# column: kind. `duration` is a number of seconds or of things, `integer` one that begins with 1, `number` a measure:
# none is negative; a `score` may be. `moment` is an instant, or a plain date that means midnight in the business time
# zone. `word` is one of the vocabulary of the column's name, `word:x` one of x.
ENTITIES: dict[str, dict[str, str]] = {
    "contacts": {
        "contact_id": "text",
        "segment_number": "integer",
        "channel": "word",
        "direction": "word",
        "started_at": "instant",
        "queued_at": "instant",
        "answered_at": "instant",
        "ended_at": "instant",
        "ivr_seconds": "duration",
        "talk_seconds": "duration",
        "hold_seconds": "duration",
        "wrap_up_seconds": "duration",
        "concurrency": "number",
        "outcome": "word",
        "queue": "text",
        "agent_id": "text",
        "transfer_kind": "word",
        "is_escalated": "bool",
        "is_resolved": "bool",
        "needs_follow_up": "bool",
        "topic": "text",
        "disposition": "text",
        "unresolved_reason": "text",
        "customer_id": "text",
        "customer_phone": "text",
        "customer_email": "text",
        "ticket_id": "text",
        "language": "text",
        "priority": "text",
        "complexity": "text",
        "script_id": "text",
        "is_script_completed": "bool",
        "knowledge_articles_used": "duration",
        "updated_at": "instant",
    },
    "tickets": {
        "ticket_id": "text",
        "created_at": "instant",
        "opened_by": "word:actor_kind",
        "channel": "word",
        "queue": "text",
        "agent_id": "text",
        "topic": "text",
        "priority": "text",
        "complexity": "text",
        "status": "word:ticket_status",
        "solved_at": "instant",
        "closed_at": "instant",
        "customer_id": "text",
        "customer_phone": "text",
        "customer_email": "text",
        "updated_at": "instant",
    },
    "ticket_events": {
        "ticket_id": "text",
        "event_id": "text",
        "occurred_at": "instant",
        "event_kind": "word",
        "actor_kind": "word",
        "actor_id": "text",
        "status": "word:ticket_status",
        "updated_at": "instant",
    },
    "survey_responses": {
        "response_id": "text",
        "survey_kind": "word",
        "contact_id": "text",
        "ticket_id": "text",
        "customer_id": "text",
        "agent_id": "text",
        "team": "text",
        "sent_at": "instant",
        "responded_at": "instant",
        "score": "score",
        "scale_min": "score",
        "scale_max": "score",
        "is_issue_resolved": "bool",
        "contacts_needed": "duration",
        "updated_at": "instant",
    },
    "customers": {
        "customer_id": "text",
        "customer_phone": "text",
        "customer_email": "text",
        "segment": "text",
        "joined_on": "date",
        "churned_on": "date",
        "updated_at": "instant",
    },
    "queues": {
        "queue": "text",
        "valid_from": "moment",
        "valid_to": "moment",
        "channel": "word",
        "service_level_seconds": "duration",
        "service_level_target": "number",
        "short_abandon_seconds": "duration",
        "business_calendar": "text",
        "time_zone": "zone",
        "updated_at": "instant",
    },
    "agents": {
        "agent_id": "text",
        "valid_from": "moment",
        "valid_to": "moment",
        "agent_name": "text",
        "team": "text",
        "supervisor_id": "text",
        "site": "text",
        "outsourcer": "text",
        "hired_on": "date",
        "left_on": "date",
        "hourly_cost": "number",
        "currency": "text",
        "updated_at": "instant",
    },
    "business_calendars": {
        "business_calendar": "text",
        "weekday": "weekday",
        "opens_at": "time",
        "closes_at": "time",
        "time_zone": "zone",
        "updated_at": "instant",
    },
    "holidays": {
        "business_calendar": "text",
        "holiday_date": "date",
        "name": "text",
        "updated_at": "instant",
    },
}
REQUIRED = {
    "contacts": ("contact_id", "channel", "started_at", "outcome"),
    "tickets": ("ticket_id", "created_at"),
    "ticket_events": ("ticket_id", "event_id", "occurred_at", "event_kind"),
    "survey_responses": ("response_id", "survey_kind"),
    "customers": ("customer_id",),
    "queues": ("queue",),
    "agents": ("agent_id",),
    "business_calendars": ("business_calendar", "weekday", "opens_at", "closes_at", "time_zone"),
    "holidays": ("business_calendar", "holiday_date"),
}
KEYS = {
    "contacts": ("contact_id", "segment_number"),
    "tickets": ("ticket_id",),
    "ticket_events": ("ticket_id", "event_id"),
    "survey_responses": ("response_id",),
    "customers": ("customer_id", "customer_phone", "customer_email"),
    "queues": ("queue", "valid_from"),
    "agents": ("agent_id", "valid_from"),
    "business_calendars": ("business_calendar", "weekday", "opens_at"),
    "holidays": ("business_calendar", "holiday_date"),
}
# A row that has them the other way round is rejected.
IN_ORDER = {
    "contacts": (("started_at", "ended_at"),),
    "tickets": (("created_at", "solved_at"), ("created_at", "closed_at")),
    "queues": (("valid_from", "valid_to"),),
    "agents": (("valid_from", "valid_to"),),
}
# Columns whose values from before 1980 reject the row.
BEGINNINGS = ("started_at", "created_at", "occurred_at")


def vocabulary(column: str, kind: str) -> str | None:
    """The vocabulary of a column, or None if it is none of words."""
    name, _, other = kind.partition(":")
    return (other or column) if name == "word" else None
