"""Random sound diagrams, with everything in them that a file can hold."""

import json
from collections.abc import Mapping
from typing import TypeVar

from hypothesis import strategies as st

from designer.catalog.loader import catalog
from designer.catalog.service import Property, PropertyType
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Layout, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.looks import Hue, Look, Stroke, Weight
from designer.model.review import Answer, Mark, Milestone, Review
from designer.model.text import clean_text
from designer.model.topology import Topology
from designer.model.workload import (
    NUMBER_FIELDS,
    PERCENT_FIELDS,
    Disruption,
    Figures,
    LoadShape,
    Workload,
)

SERVICES = ("users", "region", "vpc", "zone", "group", "asg", "alb", "ec2", "rds", "s3", "note")
STEMS = st.sampled_from(["a", "web-", "ec2-", "db.", "x_", "9"])
LINES = st.text(max_size=15).map(clean_text)
NOTES = st.text(max_size=15).map(lambda text: clean_text(text, lines=True))
COORDINATES = st.one_of(st.integers(-1_000_000, 1_000_000), st.floats(-1e6, 1e6))
SIZES = st.one_of(st.integers(1, 100_000), st.floats(1, 1e5))
RATES = st.one_of(st.just(1.0), st.floats(0, 1e6))
AMOUNTS = st.one_of(st.integers(0, 10**15), st.floats(0, 1e15))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())
    .filter(lambda value: value not in (float("inf"), float("-inf")))
    .filter(lambda value: not isinstance(value, str) or clean_text(value) == value),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=4,
)
EXTRA = st.dictionaries(st.sampled_from(["newer", "x-colour", "Größe"]), JSON, max_size=2).map(
    lambda found: FrozenMap(
        {key: json.dumps(v, ensure_ascii=False, sort_keys=True) for key, v in found.items()}
    )
)
UNKNOWN_VALUES: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e15, 1e15),
    NOTES,
    st.lists(LINES, max_size=3).map(tuple),
)


def _values(known: Property) -> st.SearchStrategy[Value]:
    low = -1e6 if known.minimum is None else known.minimum
    high = 1e6 if known.maximum is None else known.maximum
    match known.type:
        case PropertyType.BOOL:
            return st.booleans()
        case PropertyType.INT:
            return st.integers(int(low), int(high))
        case PropertyType.NUMBER:
            return st.floats(low, high)
        case PropertyType.CHOICE:
            return st.sampled_from(known.choices)
        case PropertyType.LIST:
            return st.lists(LINES, max_size=3).map(tuple)
        case PropertyType.TEXT:
            return NOTES


@st.composite
def _properties(draw: st.DrawFn, service: str) -> FrozenMap[str, Value]:
    known = catalog()[service].properties
    chosen = draw(st.lists(st.sampled_from(known), max_size=3)) if known else []
    found = {one.key: draw(_values(one)) for one in chosen}
    if draw(st.booleans()):
        found["from_a_newer_version"] = draw(UNKNOWN_VALUES)
    return FrozenMap(found)


@st.composite
def _elements(draw: st.DrawFn) -> dict[ElementId, Element]:
    found: dict[ElementId, Element] = {}
    for number in range(draw(st.integers(0, 6))):
        key = ElementId(f"{draw(STEMS)}{number}")
        service = catalog()[draw(st.sampled_from(SERVICES))]
        boxes = [e.id for e in found.values() if e.kind.is_container]
        groups = [e.id for e in found.values() if e.kind.has_members]
        found[key] = Element(
            id=key,
            kind=service.kind,
            service=service.key,
            name=draw(LINES),
            parent=draw(st.sampled_from([None, *boxes])),
            memberships=tuple(
                draw(st.lists(st.sampled_from(groups), unique=True, max_size=2)) if groups else ()
            ),
            properties=draw(_properties(service.key)),
            groups=FrozenMap(
                draw(st.dictionaries(st.sampled_from(["any", "b 2"]), st.integers(0, 9)))
            ),
            note=draw(NOTES),
            inferred=tuple(draw(st.lists(LINES, max_size=2))),
            extra=draw(EXTRA),
        )
    return found


@st.composite
def _links(draw: st.DrawFn, elements: dict[ElementId, Element]) -> dict[LinkId, Link]:
    found: dict[LinkId, Link] = {}
    if len(elements) < 2:
        return found
    for number in range(draw(st.integers(0, 5))):
        key = LinkId(f"link-{number}")
        ends = st.lists(st.sampled_from(sorted(elements)), min_size=2, max_size=2, unique=True)
        source, target = draw(ends)
        found[key] = Link(
            id=key,
            source=source,
            target=target,
            kind=draw(st.sampled_from(LinkKind)),
            role=draw(st.sampled_from(LinkRole)),
            label=draw(LINES),
            group=draw(st.sampled_from(["", *elements[source].groups])),
            weight=draw(RATES),
            calls=draw(RATES),
            inferred=tuple(draw(st.lists(LINES, max_size=2))),
            extra=draw(EXTRA),
        )
    return found


@st.composite
def _workloads(draw: st.DrawFn) -> Workload:
    numbers = {name: draw(st.one_of(st.none(), AMOUNTS)) for name in NUMBER_FIELDS}
    for name in PERCENT_FIELDS:
        numbers[name] = draw(st.one_of(st.none(), st.floats(0, 100)))
    targets = st.dictionaries(st.sampled_from(Disruption), AMOUNTS).map(FrozenMap)
    return Workload(
        **numbers,
        rto_s=draw(targets),
        rpo_s=draw(targets),
        figures=draw(st.one_of(st.none(), st.sampled_from(Figures))),
        load_shape=draw(st.one_of(st.none(), st.sampled_from(LoadShape))),
        extra=draw(EXTRA),
    )


_MARKS = st.builds(
    Mark,
    low=st.floats(0, 50),
    high=st.floats(50, 100),
    high_risks=st.integers(0, 9),
    medium_risks=st.integers(0, 9),
)
REVIEWS = st.builds(
    Review,
    answers=st.dictionaries(
        st.sampled_from(["wa:sec-1", "own:q.2"]),
        st.builds(
            Answer,
            choices=st.dictionaries(st.sampled_from(["a", "b_no"]), st.booleans()).map(FrozenMap),
            not_applicable=NOTES,
            note=NOTES,
        ),
        max_size=2,
    ).map(FrozenMap),
    milestones=st.dictionaries(
        LINES,
        st.builds(
            Milestone,
            lens=st.just("wa"),
            day=st.dates().map(str),
            marks=st.dictionaries(st.just("security"), _MARKS).map(FrozenMap),
        ),
        max_size=2,
    ).map(FrozenMap),
)
LOOKS = st.builds(
    Look,
    hue=st.sampled_from(Hue),
    stroke=st.sampled_from(Stroke),
    weight=st.sampled_from(Weight),
)
Key = TypeVar("Key", bound=str)


def _some(things: Mapping[Key, object]) -> st.SearchStrategy[frozenset[Key]]:
    return (
        st.frozensets(st.sampled_from(sorted(things)), max_size=2)
        if things
        else st.just(frozenset())
    )


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Sound diagrams of up to six elements."""
    elements = draw(_elements())
    links = draw(_links(elements))
    box = st.builds(Box, COORDINATES, COORDINATES, SIZES, SIZES)
    points = st.lists(st.builds(Point, COORDINATES, COORDINATES), max_size=3).map(tuple)
    boxes = sorted(key for key, element in elements.items() if element.kind.is_container)
    bent = draw(st.lists(st.sampled_from(sorted(links)), unique=True)) if links else []
    return Diagram(
        title=draw(LINES),
        description=draw(NOTES),
        topology=Topology(elements=FrozenMap(elements), links=FrozenMap(links)),
        workload=draw(_workloads()),
        layout=Layout(
            boxes=FrozenMap({key: draw(box) for key in elements}),
            bends=FrozenMap({key: draw(points) for key in bent}),
            collapsed=frozenset(draw(st.lists(st.sampled_from(boxes)))) if boxes else frozenset(),
            locked=draw(_some(elements)),
            hidden=draw(_some(elements)),
            ranks=FrozenMap({key: draw(st.integers(-9, 9)) for key in draw(_some(elements))}),
            looks=FrozenMap(
                {key: draw(LOOKS) for key in sorted({*draw(_some(elements)), *draw(_some(links))})}
            ),
        ),
        waivers=FrozenMap(draw(st.dictionaries(LINES, NOTES, max_size=2))),
        review=draw(REVIEWS),
        extra=draw(EXTRA),
    )
