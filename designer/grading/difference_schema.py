"""The JSON schema of ``tenet diff --format json``, for whoever reads it with a program."""

from typing import Any

from designer.model.links import LinkKind

SCHEMA_VERSION = "1.0"
_TEXT: dict[str, Any] = {"type": "string"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}


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


_ELEMENT = _object(id=_TEXT, service=_TEXT, name=_TEXT, parent={"type": ["string", "null"]})
_LINK = _object(
    id=_TEXT, kind={"enum": [kind.value for kind in LinkKind]}, source=_TEXT, target=_TEXT
)
_CHANGES = _list(_object(what=_TEXT, before=_TEXT, after=_TEXT))


def _side(one: dict[str, Any]) -> dict[str, Any]:
    changed = _object(before=one, after=one, changes=_CHANGES)
    return _object(added=_list(one), removed=_list(one), changed=_list(changed), same=_COUNT)


DIFF: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Tenet Designer difference",
    **_object(
        schema={"const": f"tenet-diff/{SCHEMA_VERSION}"},
        before=_TEXT,
        after=_TEXT,
        same={"type": "boolean"},
        summary=_TEXT,
        elements=_side(_ELEMENT),
        links=_side(_LINK),
        workload=_CHANGES,
    ),
}
