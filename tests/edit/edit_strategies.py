"""Random edits for a given diagram: mostly possible ones, and some that must be refused."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from designer.catalog.loader import catalog
from designer.catalog.placement import may_link, may_stand
from designer.edit import edits, fragments
from designer.edit.edits import Edit
from designer.model.changes import ChangeSet, diff
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, IdSource, LinkId
from designer.model.layout import Box, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.looks import Hue, Stroke, Weight
from designer.model.review import Answer, Mark, Milestone
from designer.model.workload import Disruption, Figures, LoadShape, Workload

SERVICES = (
    "users", "cloud", "region", "vpc", "zone", "public-subnet", "private-subnet", "asg", "group",
    "data-centre", "alb", "ec2", "rds", "s3", "sqs", "dynamodb", "lambda", "note",
)  # fmt: skip
GHOST = "ghost-1"
FINDINGS = st.sampled_from(["HA-01:a", "HA-02:b"])
SHIFTS = st.integers(-300, 300).map(float)
BOXES = st.builds(Box, SHIFTS, SHIFTS, st.integers(1, 900), st.integers(1, 900))
QUESTIONS = st.sampled_from(["wa:sec-1", "wa:rel-2"])
TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(["Web server", "a\x00b\u202ec"]))
MILESTONES = st.builds(
    Milestone,
    lens=st.just("wa"),
    day=st.just("2026-11-25"),
    marks=st.just(FrozenMap({"security": Mark(low=10, high=60, high_risks=2, medium_risks=1)})),
)


def answers(words: st.SearchStrategy[str]) -> st.SearchStrategy[Answer]:
    """Answers with ``words`` in them."""
    choices = st.dictionaries(st.sampled_from(["tls", "keys"]), st.booleans()).map(FrozenMap)
    return st.builds(Answer, choices=choices, not_applicable=words, note=words)


ODD_NUMBERS = st.sampled_from([0.0, float("nan"), float("inf"), 1e308, -1e6, 999_999.0])
ODD_BOXES = st.builds(Box, ODD_NUMBERS, SHIFTS, ODD_NUMBERS, ODD_NUMBERS)
ODD_TEXTS = st.sampled_from(["", " ", "\x00", "x" * 201, "y" * 10_001])
ODD_VALUES: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-2, 20),
    st.floats(),
    st.text(max_size=8),
    st.lists(st.text(max_size=4), max_size=3).map(tuple),
)


def ids(diagram: Diagram) -> list[ElementId]:
    """Ids of the elements, or of one that does not exist where there are none."""
    return list(diagram.topology.elements) or [ElementId(GHOST)]


def links(diagram: Diagram) -> list[LinkId]:
    """Ids of the links, or of one that does not exist where there are none."""
    return list(diagram.topology.links) or [LinkId(GHOST)]


def some_ids(diagram: Diagram) -> st.SearchStrategy[frozenset[ElementId]]:
    """A few elements."""
    return st.frozensets(st.sampled_from(ids(diagram)), min_size=1, max_size=3)


@st.composite
def add_element(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """An element where it may stand."""
    service = catalog()[draw(st.sampled_from(SERVICES))]
    topology = diagram.topology
    places: list[ElementId | None] = [
        place
        for place in (None, *topology.elements)
        if (place is None or topology.elements[place].kind.is_container)
        and may_stand(topology, service, place) is None
    ]
    groups = [
        e.id for e in topology.elements.values() if e.kind is Kind.GROUP and e.kind.has_members
    ]
    element = Element(
        id=IdSource({*topology.elements, *topology.links}).element(service.key),
        kind=service.kind,
        service=service.key,
        name=draw(TEXTS),
        parent=draw(st.sampled_from(places)) if places else None,
        memberships=tuple(groups[:1]) if draw(st.booleans()) else (),
    )
    return edits.AddElement(element=element, box=draw(BOXES))


@st.composite
def add_link(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """A link between two elements that may be joined, where there are such."""
    elements = diagram.topology.elements
    kind = draw(st.sampled_from([LinkKind.REQUEST, LinkKind.REQUEST, *LinkKind]))
    source = draw(st.sampled_from(ids(diagram)))
    targets = [
        key
        for key in ids(diagram)
        if source in elements and may_link(elements[source], elements[key], kind) is None
    ]
    return edits.AddLink(
        link=Link(
            id=IdSource({*elements, *diagram.topology.links}).link(),
            source=source,
            target=draw(st.sampled_from(targets or ids(diagram))),
            kind=kind,
            role=draw(st.sampled_from(LinkRole)) if kind is LinkKind.REQUEST else LinkRole.REQUIRED,
            label=draw(TEXTS),
        )
    )


@st.composite
def reparent(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """An element moved where it may stand."""
    topology = diagram.topology
    key = draw(st.sampled_from(ids(diagram)))
    places: list[ElementId | None] = [
        place
        for place in (None, *topology.elements)
        if key in topology.elements
        and (place is None or topology.elements[place].kind.is_container)
        and may_stand(topology, catalog()[topology.elements[key].service], place) is None
    ]
    parent = draw(st.sampled_from(places)) if places else None
    return edits.Reparent(ids=frozenset({key}), parent=parent)


STATED: tuple[tuple[str, Value | None], ...] = (
    ("instances", 3),
    ("instances", None),
    ("multi_az", True),
    ("multi_az", None),
    ("region_code", "eu-west-1"),
    ("zones", ("eu-west-1a",)),
)


@st.composite
def set_property(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """A property of elements that have it."""
    key, value = draw(st.sampled_from(STATED))
    elements = diagram.topology.elements.values()
    able = [e.id for e in elements if key == "zones" or catalog()[e.service].property(key)]
    chosen = draw(st.frozensets(st.sampled_from(able or ids(diagram)), min_size=1, max_size=3))
    return edits.SetProperty(ids=chosen, key=key, value=value)


@st.composite
def set_membership(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """Groups for an element, perhaps around in a ring."""
    groups = [e.id for e in diagram.topology.elements.values() if e.kind.has_members]
    chosen = draw(st.lists(st.sampled_from(groups), unique=True, max_size=2)) if groups else []
    return edits.SetMembership(id=draw(st.sampled_from(ids(diagram))), groups=tuple(chosen))


@st.composite
def set_grouping(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """A target group of one source, or its end."""
    topology = diagram.topology
    sources = [key for key in topology.elements if topology.outgoing(key, LinkKind.REQUEST)]
    source = draw(st.sampled_from(sources or ids(diagram)))
    own = [link.id for link in topology.outgoing(source, LinkKind.REQUEST)]
    chosen = draw(st.lists(st.sampled_from(own), min_size=1, unique=True)) if own else []
    return edits.SetGrouping(
        source=source,
        links=tuple(chosen),
        name=draw(st.sampled_from(["g", "h", "x\ny"])),
        needed=draw(st.one_of(st.none(), st.integers(0, max(len(chosen), 1)))),
    )


@st.composite
def insert(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """A part of the diagram once more; now and then under the ids it has already."""
    known = [key for key in draw(some_ids(diagram)) if key in diagram.topology.elements]
    if draw(st.sampled_from([True, True, True, False])):
        return fragments.duplicate(diagram, known, draw(SHIFTS), draw(SHIFTS))
    piece = fragments.copy(diagram, known)
    return edits.Insert(
        elements=piece.elements, links=piece.links, boxes=piece.boxes, bends=piece.bends
    )


@st.composite
def patch(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """Recorded changes: all, a title, or a hole that breaks the diagram."""
    titled = replace(diagram, title=draw(st.sampled_from(["Other", "x" * 300])))
    hole: dict[ElementId, Element | None] = dict.fromkeys(draw(some_ids(diagram)))
    return edits.Patch(
        changes=draw(
            st.sampled_from(
                [
                    diff(diagram, titled),
                    diff(diagram, Diagram(topology=diagram.topology, layout=diagram.layout)),
                    ChangeSet(elements=FrozenMap(hole)),
                ]
            )
        )
    )


def workloads() -> st.SearchStrategy[Workload]:
    """Workloads, sound ones and others."""
    amounts = st.one_of(st.none(), st.floats(0, 1e6), st.sampled_from([-1.0, float("nan"), 101.0]))
    targets = st.dictionaries(st.sampled_from(Disruption), st.floats(-1, 1e5), max_size=2)
    return st.builds(
        Workload,
        availability_target=amounts,
        rto_s=targets.map(FrozenMap),
        peak_rps=amounts,
        figures=st.one_of(st.none(), st.sampled_from(Figures)),
        zone_availability=amounts,
        load_shape=st.one_of(st.none(), st.sampled_from(LoadShape)),
    )


def _element(diagram: Diagram) -> st.SearchStrategy[ElementId]:
    return st.sampled_from(ids(diagram))


def _link(diagram: Diagram) -> st.SearchStrategy[LinkId]:
    return st.sampled_from(links(diagram))


def _either(diagram: Diagram) -> st.SearchStrategy[str]:
    return st.sampled_from([*ids(diagram), *links(diagram)])


POINTS = st.builds(Point, SHIFTS, SHIFTS)
Maker = Callable[[Diagram], st.SearchStrategy[Edit]]

# Edits that name what exists and can mostly be made. Each is built only when it is chosen.
PLAUSIBLE: tuple[Maker, ...] = (
    add_element,
    add_link,
    lambda d: st.builds(edits.Remove, ids=st.frozensets(_either(d), min_size=1, max_size=2)),
    lambda d: st.builds(edits.Move, ids=some_ids(d), dx=SHIFTS, dy=SHIFTS),
    lambda d: st.builds(edits.Resize, id=_element(d), box=BOXES),
    lambda d: st.builds(edits.Collapse, ids=some_ids(d), collapsed=st.booleans()),
    lambda d: st.builds(edits.Lock, ids=some_ids(d), locked=st.booleans()),
    lambda d: st.builds(edits.Hide, ids=some_ids(d), hidden=st.booleans()),
    lambda d: st.builds(edits.Restack, ids=some_ids(d), to=st.sampled_from(edits.Stacking)),
    lambda d: st.builds(
        edits.SetLook,
        ids=st.frozensets(_either(d), max_size=2),
        hue=st.sampled_from([None, *Hue]),
        stroke=st.sampled_from([None, *Stroke]),
        weight=st.sampled_from([None, *Weight]),
    ),
    reparent,
    set_property,
    lambda d: st.builds(edits.Rename, id=_element(d), name=TEXTS),
    lambda d: st.builds(edits.SetNote, id=_element(d), note=TEXTS),
    set_membership,
    lambda d: st.builds(edits.SetLink, id=_link(d), kind=st.sampled_from(LinkKind)),
    lambda d: st.builds(edits.SetLink, id=_link(d), role=st.sampled_from(LinkRole), label=TEXTS),
    lambda d: st.builds(
        edits.SetLink, id=_link(d), weight=st.floats(0, 1e6), calls=st.floats(0, 1e6)
    ),
    lambda d: st.builds(edits.Reconnect, id=_link(d), source=_element(d), target=_element(d)),
    lambda d: st.builds(
        edits.SetBends, id=_link(d), points=st.lists(POINTS, max_size=3).map(tuple)
    ),
    set_grouping,
    lambda _: st.builds(edits.SetWorkload, workload=workloads()),
    lambda _: st.builds(edits.SetTitle, title=TEXTS, description=st.one_of(st.none(), TEXTS)),
    lambda _: st.builds(edits.Accept, finding=FINDINGS, reason=TEXTS),
    lambda _: st.builds(edits.Unaccept, finding=FINDINGS),
    lambda _: st.builds(edits.SetAnswer, question=QUESTIONS, answer=answers(TEXTS)),
    lambda _: st.builds(edits.KeepMilestone, name=TEXTS, milestone=MILESTONES),
    lambda _: st.builds(edits.DropMilestone, name=TEXTS),
    lambda d: st.builds(edits.Confirm, ids=st.frozensets(_either(d), max_size=3)),
    insert,
    patch,
)


def _odd_element(diagram: Diagram) -> st.SearchStrategy[ElementId]:
    return st.sampled_from([*ids(diagram), ElementId(GHOST)])


def _odd_link(diagram: Diagram) -> st.SearchStrategy[LinkId]:
    return st.sampled_from([*links(diagram), LinkId(GHOST)])


def _odd_some(diagram: Diagram) -> st.SearchStrategy[frozenset[ElementId]]:
    return st.frozensets(_odd_element(diagram), max_size=4)


def _odd_place(diagram: Diagram) -> st.SearchStrategy[ElementId | None]:
    return st.one_of(st.none(), _odd_element(diagram))


@st.composite
def add_odd_element(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """An element with something wrong about it, mostly."""
    element = Element(
        id=draw(st.sampled_from([ElementId("new"), ElementId("A b"), *ids(diagram)])),
        kind=draw(st.sampled_from(Kind)),
        service=draw(st.sampled_from(SERVICES)),
        name=draw(ODD_TEXTS),
        parent=draw(_odd_place(diagram)),
    )
    return edits.AddElement(element=element, box=draw(ODD_BOXES))


@st.composite
def add_odd_link(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """A link with something wrong about it, mostly."""
    link = Link(
        id=draw(st.sampled_from([LinkId("new"), LinkId(""), *links(diagram)])),
        source=draw(_odd_element(diagram)),
        target=draw(_odd_element(diagram)),
        kind=draw(st.sampled_from(LinkKind)),
        role=draw(st.sampled_from(LinkRole)),
        label=draw(ODD_TEXTS),
        group=draw(st.sampled_from(["", "g"])),
    )
    return edits.AddLink(link=link)


KEYS = st.sampled_from(["instances", "multi_az", "zones", "desired", "no_such_property", ""])
ODD: tuple[Maker, ...] = (
    add_odd_element,
    add_odd_link,
    lambda d: st.builds(edits.Remove, ids=_odd_some(d)),
    lambda d: st.builds(edits.Move, ids=_odd_some(d), dx=ODD_NUMBERS, dy=SHIFTS),
    lambda d: st.builds(edits.Resize, id=_odd_element(d), box=ODD_BOXES),
    lambda d: st.builds(edits.Collapse, ids=_odd_some(d)),
    lambda d: st.builds(edits.Lock, ids=_odd_some(d)),
    lambda d: st.builds(edits.Hide, ids=_odd_some(d)),
    lambda d: st.builds(edits.Restack, ids=_odd_some(d), to=st.sampled_from(edits.Stacking)),
    lambda d: st.builds(edits.SetLook, ids=_odd_some(d), hue=st.sampled_from(Hue)),
    lambda d: st.builds(edits.Reparent, ids=_odd_some(d), parent=_odd_place(d)),
    lambda d: st.builds(edits.SetProperty, ids=_odd_some(d), key=KEYS, value=ODD_VALUES),
    lambda d: st.builds(edits.Rename, id=_odd_element(d), name=ODD_TEXTS),
    lambda d: st.builds(edits.SetNote, id=_odd_element(d), note=ODD_TEXTS),
    lambda d: st.builds(
        edits.SetMembership, id=_odd_element(d), groups=st.lists(_odd_element(d)).map(tuple)
    ),
    lambda d: st.builds(
        edits.SetLink, id=_odd_link(d), role=st.sampled_from(LinkRole), label=ODD_TEXTS
    ),
    lambda d: st.builds(edits.SetLink, id=_odd_link(d), weight=ODD_NUMBERS, calls=ODD_NUMBERS),
    lambda d: st.builds(
        edits.Reconnect, id=_odd_link(d), source=_odd_element(d), target=_odd_element(d)
    ),
    lambda d: st.builds(
        edits.SetBends,
        id=_odd_link(d),
        points=st.lists(st.builds(Point, ODD_NUMBERS, SHIFTS)).map(tuple),
    ),
    lambda d: st.builds(
        edits.SetGrouping,
        source=_odd_element(d),
        links=st.lists(_odd_link(d), max_size=3).map(tuple),
        name=ODD_TEXTS,
        needed=st.one_of(st.none(), st.integers(-1, 4)),
    ),
    lambda _: st.builds(edits.SetTitle, title=ODD_TEXTS, description=ODD_TEXTS),
    lambda _: st.builds(edits.Accept, finding=st.sampled_from(["", "HA-01:a"]), reason=ODD_TEXTS),
    lambda _: st.builds(
        edits.SetAnswer, question=st.sampled_from(["", "wa:", "wa:a"]), answer=answers(ODD_TEXTS)
    ),
)

# What draws comes more often than what takes away, and what can be made than what cannot.
_MAKERS = (*PLAUSIBLE, *PLAUSIBLE[:2] * 4, *PLAUSIBLE[3:], *ODD)


@st.composite
def any_edits(draw: st.DrawFn, diagram: Diagram) -> Edit:
    """Any edit, batches included."""
    if draw(st.integers(0, 7)) == 0:
        makers = draw(st.lists(st.sampled_from(PLAUSIBLE), max_size=4))
        several = tuple(draw(maker(diagram)) for maker in makers)
        return edits.Batch(edits=several, label="Several")
    return draw(draw(st.sampled_from(_MAKERS))(diagram))
