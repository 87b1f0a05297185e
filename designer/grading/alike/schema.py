"""The JSON schema of ``tenet similar --format json``, for whoever reads it with a program."""

from designer.scoring.json_schema import (
    COUNT,
    SHARE,
    TEXT,
    YES_NO,
    Schema,
    document,
    list_of,
    object_of,
    rows_of,
)

NAME = "tenet-similar/1.0"

_SAME: Schema = {"type": "number", "minimum": 0, "multipleOf": 0.5}
_USUAL: Schema = {**SHARE, "type": ["number", "null"]}

_COUNTS = object_of(same=_SAME, left=COUNT, right=COUNT)
_ELEMENT = object_of(id=TEXT, service=TEXT, name=TEXT)

_PAIR = object_of(
    rank={"type": "integer", "minimum": 1},
    left=TEXT,
    right=TEXT,
    likeness=SHARE,
    drawn_by_others=SHARE,
    elements=_COUNTS,
    links=_COUNTS,
    explained=TEXT,
    same_elements=rows_of(left=_ELEMENT, right=_ELEMENT, same_place=YES_NO),
    same_links=rows_of(left=TEXT, right=TEXT),
)

SIMILAR: Schema = document(
    "Tenet Designer likeness of a class",
    schema={"const": NAME},
    template=YES_NO,
    compared=COUNT,
    usual=_USUAL,
    usual_nearest=_USUAL,
    note=TEXT,
    pairs=list_of(_PAIR),
    groups=list_of({"type": "array", "items": TEXT, "minItems": 2}),
    not_compared=rows_of(submission=TEXT, reason=TEXT),
)
