"""The typed shape of a file's objects: msgspec checks types, this module says what is wrong."""

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from designer.model.frozen import FrozenMap
from designer.storage.limits import MAX_EXTRA, MAX_KEY
from designer.storage.refusal import Refused, shown

FORMAT = "tenet"
MAJOR, MINOR = 1, 4
VERSION = f"{MAJOR}.{MINOR}"

PropertyRow = bool | int | float | str | list[str]


class ElementRow(msgspec.Struct, kw_only=True):
    """One line of ``elements``; ``kind`` may be absent, the service's row then gives it."""

    id: str
    kind: str | None = None
    service: str
    name: str | None = None
    parent: str | None = None
    memberships: list[str] = []
    properties: dict[str, PropertyRow] = {}
    groups: dict[str, int] = {}
    note: str = ""
    inferred: list[str] = []


class LinkRow(msgspec.Struct, kw_only=True):
    """One line of ``links``."""

    id: str
    source: str
    target: str
    kind: str = "request"
    role: str = "required"
    label: str = ""
    group: str = ""
    weight: float = 1.0
    calls: float = 1.0
    inferred: list[str] = []


class WorkloadRow(msgspec.Struct, kw_only=True):
    """The object ``workload``."""

    availability_target: float | None = None
    rto_s: dict[str, float] = {}
    rpo_s: dict[str, float] = {}
    peak_rps: float | None = None
    base_rps: float | None = None
    growth: float | None = None
    load_shape: str | None = None
    figures: str | None = None
    region_availability: float | None = None
    zone_availability: float | None = None
    failures_per_year: float | None = None
    decide_s: float | None = None
    repair_s: float | None = None
    changes_per_year: float | None = None
    downtime_per_change_s: float | None = None


class BoxRow(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """One line of ``boxes``: a list of four."""

    x: float
    y: float
    width: float
    height: float


class PointRow(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """One of the points in a line of ``bends``: a list of two."""

    x: float
    y: float


class LookRow(msgspec.Struct, forbid_unknown_fields=True):
    """One line of ``looks``."""

    colour: str = "usual"
    line: str = "usual"
    width: str = "usual"


class AnswerRow(msgspec.Struct, forbid_unknown_fields=True):
    """One line of ``answers``: the choices that are so, those that are not, and the words."""

    yes: list[str] = []
    no: list[str] = []
    not_applicable: str = ""
    note: str = ""


class MarkRow(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """One pillar in a line of ``milestones``: a list of four."""

    low: float
    high: float
    high_risks: int
    medium_risks: int


class MilestoneRow(msgspec.Struct, forbid_unknown_fields=True):
    """One line of ``milestones``."""

    lens: str
    day: str
    marks: dict[str, MarkRow] = {}


class FileRow(msgspec.Struct, kw_only=True):
    """The whole file; what is one line each is checked line by line afterwards."""

    format: str
    version: str
    title: str = "Untitled"
    description: str = ""
    workload: dict[str, Any] = {}
    elements: list[Any] = []
    links: list[Any] = []
    boxes: dict[str, Any] = {}
    bends: dict[str, Any] = {}
    collapsed: list[str] = []
    locked: list[str] = []
    hidden: list[str] = []
    ranks: dict[str, int] = {}
    looks: dict[str, Any] = {}
    waivers: dict[str, str] = {}
    answers: dict[str, Any] = {}
    milestones: dict[str, Any] = {}


Row = TypeVar("Row")

_EXPECTED = re.compile(
    r"Expected `(?P<wanted>[^`]*)`(?: of length (?P<length>\d+))?, got (?P<got>.*)"
)
_CALLED = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def typed(raw: object, shape: type[Row], place: str) -> Row:
    """Return ``raw`` as ``shape``.

    Raises:
        Refused: a type is wrong or a field is missing; named with ``place``.
    """
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError as error:
        raise Refused(place, _explained(str(error))) from error


def _explained(message: str) -> str:
    message, _, path = message.partition(" - at `$")
    path = path.rstrip("`").lstrip(".").replace("[...]", "")
    missing = re.search(r"missing required field `([^`]*)`", message)
    if missing:
        return f"'{missing.group(1)}' is missing"
    found = _EXPECTED.match(message)
    if found is None:
        words = message[:1].lower() + message[1:]
    else:
        wanted = " or ".join(_CALLED.get(w, w) for w in found["wanted"].split(" | "))
        if found["length"]:
            wanted += f" of {found['length']}"
        got = found["got"].strip("`")
        words = f"should be {wanted}, not {_CALLED.get(got, got)}"
    return f"'{path}' {words}" if path else words


def extra_of(
    raw: Mapping[str, Any], shape: type[msgspec.Struct], place: str
) -> FrozenMap[str, str]:
    """Return the fields of ``raw`` that ``shape`` does not know, as JSON text.

    A file of a newer minor version may have such fields; they go back into it when it is saved.
    """
    unknown = [key for key in raw if key not in shape.__struct_fields__]
    if len(unknown) > MAX_EXTRA:
        raise Refused(place, f"has more than {MAX_EXTRA} unknown fields")
    return FrozenMap({_key(key, place): _json(raw[key], key, place) for key in unknown})


def _key(key: str, place: str) -> str:
    if len(key) > MAX_KEY or not key.isprintable():
        raise Refused(place, f"has an unknown field with an unusable name {shown(key)}")
    return key


def _json(value: object, key: str, place: str) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    except ValueError as error:
        raise Refused(place, f"{shown(key)} holds a number that is out of range") from error
