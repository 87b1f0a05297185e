"""The JSON schema of ``tenet diff --format json``, for whoever reads it with a program."""

from designer.model.links import LinkKind
from designer.scoring.json_schema import (
    COUNT,
    TEXT,
    YES_NO,
    Schema,
    document,
    list_of,
    object_of,
    rows_of,
)

SCHEMA_VERSION = "1.0"

_ELEMENT = object_of(id=TEXT, service=TEXT, name=TEXT, parent={"type": ["string", "null"]})
_LINK = object_of(
    id=TEXT, kind={"enum": [kind.value for kind in LinkKind]}, source=TEXT, target=TEXT
)
_CHANGES = rows_of(what=TEXT, before=TEXT, after=TEXT)


def _side(one: Schema) -> Schema:
    changed = object_of(before=one, after=one, changes=_CHANGES)
    return object_of(added=list_of(one), removed=list_of(one), changed=list_of(changed), same=COUNT)


DIFF: Schema = document(
    "Tenet Designer difference",
    schema={"const": f"tenet-diff/{SCHEMA_VERSION}"},
    before=TEXT,
    after=TEXT,
    same=YES_NO,
    summary=TEXT,
    elements=_side(_ELEMENT),
    links=_side(_LINK),
    workload=_CHANGES,
)
