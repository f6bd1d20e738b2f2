"""Text into SQL, quoted."""

import json


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def json_member(name: str, text: str) -> str:
    """A text of SQL as a member of a JSON object, null where it is null."""
    return f"{literal(json.dumps(name, ensure_ascii=False) + ': ')} || to_json({text})"
