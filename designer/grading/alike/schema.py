"""The JSON schema of ``tenet similar --format json``, for whoever reads it with a program."""

from typing import Any

NAME = "tenet-similar/1.0"

_TEXT: dict[str, Any] = {"type": "string"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_SAME: dict[str, Any] = {"type": "number", "minimum": 0, "multipleOf": 0.5}
_SHARE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
_USUAL: dict[str, Any] = {**_SHARE, "type": ["number", "null"]}


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    """Describe an object of which every field is always there."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_COUNTS = _object(same=_SAME, left=_COUNT, right=_COUNT)
_ELEMENT = _object(id=_TEXT, service=_TEXT, name=_TEXT)

_PAIR = _object(
    rank={"type": "integer", "minimum": 1},
    left=_TEXT,
    right=_TEXT,
    likeness=_SHARE,
    drawn_by_others=_SHARE,
    elements=_COUNTS,
    links=_COUNTS,
    explained=_TEXT,
    same_elements=_list(_object(left=_ELEMENT, right=_ELEMENT, same_place={"type": "boolean"})),
    same_links=_list(_object(left=_TEXT, right=_TEXT)),
)

SIMILAR: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Tenet Designer likeness of a class",
    **_object(
        schema={"const": NAME},
        template={"type": "boolean"},
        compared=_COUNT,
        usual=_USUAL,
        usual_nearest=_USUAL,
        note=_TEXT,
        pairs=_list(_PAIR),
        groups=_list({"type": "array", "items": _TEXT, "minItems": 2}),
        not_compared=_list(_object(submission=_TEXT, reason=_TEXT)),
    ),
}
