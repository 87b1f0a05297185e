"""The words in which all schemas of the program's JSON are written, so that they mean the same."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
YES_NO: Schema = {"type": "boolean"}


def list_of(items: Schema) -> Schema:
    """Describe a list whose items are all alike."""
    return {"type": "array", "items": items}


IDS = list_of(TEXT)


def object_of(**fields: Schema) -> Schema:
    """Describe an object of which every field is always there."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def rows_of(**fields: Schema) -> Schema:
    """Describe a list of objects of which every field is always there."""
    return list_of(object_of(**fields))


def or_null(described: Schema) -> Schema:
    """Describe what ``described`` describes, or null."""
    return {"anyOf": [described, {"type": "null"}]}


def document(title: str, /, **fields: Schema) -> Schema:
    """Describe a whole document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **object_of(**fields),
    }
