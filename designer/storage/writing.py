"""Writes a diagram as text that a version control system can compare line by line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.frozen import FrozenMap
from designer.model.layout import Layout
from designer.model.links import Link, LinkRole
from designer.model.looks import Look
from designer.model.review import Review
from designer.model.text import clean_text
from designer.model.workload import NUMBER_FIELDS, Disruption, Workload
from designer.storage.plain_number import plain_number
from designer.storage.reviews import answer_row, milestone_row
from designer.storage.schema import FORMAT, VERSION

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode
_DIGITS = re.compile(r"(\d+)")

K = TypeVar("K", bound=str)
V = TypeVar("V")


def to_text(diagram: Diagram) -> str:
    """Return ``diagram`` as the text of a file: one element, link, box or list of bends a line.

    The text depends on nothing but the value: ids in natural order, keys in a fixed order, fields
    at their default left out, whole numbers without a fraction.

    Raises:
        ValueError: a number is not finite.
    """
    topology, layout = diagram.topology, diagram.layout
    elements = sorted(topology.elements.items(), key=lambda item: natural(item[0]))
    links = sorted(topology.links.items(), key=lambda item: natural(item[0]))
    parts = [
        _pair("format", FORMAT),
        _pair("version", VERSION),
        _pair("title", clean_text(diagram.title)),
        _pair("description", clean_text(diagram.description, lines=True)),
        f'"workload": {_line(_workload(diagram.workload), diagram.workload.extra)}',
        _block("elements", "[]", (_line(_element(e), e.extra) for _, e in elements)),
        _block("links", "[]", (_line(_link(link), link.extra) for _, link in links)),
        _block(
            "boxes",
            "{}",
            (
                _pair(key, [plain_number(v) for v in (box.x, box.y, box.width, box.height)])
                for key, box in _in_order(layout.boxes)
            ),
        ),
        _block(
            "bends",
            "{}",
            (
                _pair(key, [[plain_number(p.x), plain_number(p.y)] for p in points])
                for key, points in _in_order(layout.bends)
            ),
        ),
        *_seen(layout),
        _block(
            "waivers",
            "{}",
            (
                _pair(clean_text(key), clean_text(reason, lines=True))
                for key, reason in _in_order(diagram.waivers)
            ),
        ),
        *_reviewed(diagram.review),
        *(f"{_encode(key)}: {text}" for key, text in sorted(diagram.extra.items())),
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _seen(layout: Layout) -> Iterator[str]:
    """Yield what else is kept of the looks, each left out when there is nothing of it."""
    for name, ids in (
        ("collapsed", layout.collapsed),
        ("locked", layout.locked),
        ("hidden", layout.hidden),
    ):
        if ids:
            yield _block(name, "[]", (_encode(key) for key in sorted(ids, key=natural)))
    if layout.ranks:
        yield _block("ranks", "{}", (_pair(key, rank) for key, rank in _in_order(layout.ranks)))
    if layout.looks:
        yield _block(
            "looks", "{}", (_pair(key, _look(one)) for key, one in _in_order(layout.looks))
        )


def _reviewed(review: Review) -> Iterator[str]:
    """Yield what reviews have left, each left out when there is nothing of it."""
    if review.answers:
        rows = ((key, answer_row(answer)) for key, answer in _in_order(review.answers))
        yield _block("answers", "{}", (_pair(key, row) for key, row in rows))
    if review.milestones:
        kept = ((name, milestone_row(one)) for name, one in _in_order(review.milestones))
        yield _block("milestones", "{}", (_pair(clean_text(name), row) for name, row in kept))


def _look(look: Look) -> dict[str, str]:
    fields = {"colour": look.hue.value, "line": look.stroke.value, "width": look.weight.value}
    return {key: value for key, value in fields.items() if value != "usual"}


def natural(text: str) -> tuple[tuple[str | int, ...], str]:
    """Return a key that sorts "ec2-2" before "ec2-10"."""
    pieces = _DIGITS.split(text)
    return tuple(int(p) if i % 2 else p for i, p in enumerate(pieces)), text


def _in_order(items: Mapping[K, V]) -> list[tuple[K, V]]:
    return sorted(items.items(), key=lambda item: natural(item[0]))


def _pair(key: str, value: object) -> str:
    return f"{_encode(key)}: {_encode(value)}"


def _block(key: str, brackets: str, lines: Iterable[str]) -> str:
    body = ",\n".join(lines)
    return f'"{key}": {brackets[0]}\n{body}\n{brackets[1]}' if body else f'"{key}": {brackets}'


def _line(fields: Iterator[tuple[str, object]], extra: FrozenMap[str, str]) -> str:
    pairs = [_pair(key, value) for key, value in fields]
    pairs += [f"{_encode(key)}: {text}" for key, text in sorted(extra.items())]
    return "{" + ", ".join(pairs) + "}"


def _element(element: Element) -> Iterator[tuple[str, object]]:
    yield "id", element.id
    yield "kind", element.kind.value
    yield "service", element.service
    yield "name", clean_text(element.name)
    if element.parent is not None:
        yield "parent", element.parent
    if element.memberships:
        yield "memberships", element.memberships
    if element.properties:
        yield (
            "properties",
            {key: _value(value) for key, value in sorted(element.properties.items())},
        )
    if element.groups:
        yield "groups", {clean_text(key): needed for key, needed in _in_order(element.groups)}
    if element.note:
        yield "note", clean_text(element.note, lines=True)
    if element.inferred:
        yield "inferred", [clean_text(text) for text in element.inferred]


def _link(link: Link) -> Iterator[tuple[str, object]]:
    yield "id", link.id
    yield "source", link.source
    yield "target", link.target
    yield "kind", link.kind.value
    if link.role is not LinkRole.REQUIRED:
        yield "role", link.role.value
    if link.label:
        yield "label", clean_text(link.label)
    if link.group:
        yield "group", clean_text(link.group)
    if link.weight != 1:
        yield "weight", plain_number(link.weight)
    if link.calls != 1:
        yield "calls", plain_number(link.calls)
    if link.inferred:
        yield "inferred", [clean_text(text) for text in link.inferred]


def _workload(workload: Workload) -> Iterator[tuple[str, object]]:
    for name in NUMBER_FIELDS:
        value: float | None = getattr(workload, name)
        if value is not None:
            yield name, plain_number(value)
    if workload.figures is not None:
        yield "figures", workload.figures.value
    if workload.load_shape is not None:
        yield "load_shape", workload.load_shape.value
    for name, targets in (("rto_s", workload.rto_s), ("rpo_s", workload.rpo_s)):
        if targets:
            yield name, {d.value: plain_number(targets[d]) for d in Disruption if d in targets}


def _value(value: Value) -> object:
    if isinstance(value, str):
        return clean_text(value, lines=True)
    if isinstance(value, tuple):
        return [clean_text(entry) for entry in value]
    return value if isinstance(value, bool) else plain_number(value)
