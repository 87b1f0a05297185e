"""Random edits for a given diagram: mostly possible ones, and some that must be refused."""

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
from designer.model.workload import Disruption, LoadShape, Workload

SERVICES = (
    "users", "cloud", "region", "vpc", "zone", "public-subnet", "private-subnet", "asg", "group",
    "data-centre", "alb", "ec2", "rds", "s3", "sqs", "dynamodb", "lambda", "note",
)  # fmt: skip
GHOST = "ghost-1"
FINDINGS = st.sampled_from(["HA-01:a", "HA-02:b"])
SHIFTS = st.integers(-300, 300).map(float)
BOXES = st.builds(Box, SHIFTS, SHIFTS, st.integers(1, 900), st.integers(1, 900))
TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(["Web server", "a\x00b\u202ec"]))
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
        load_shape=st.one_of(st.none(), st.sampled_from(LoadShape)),
    )


def plausible_edits(diagram: Diagram) -> list[st.SearchStrategy[Edit]]:
    """Edits that name what exists and can mostly be made."""
    element, link = st.sampled_from(ids(diagram)), st.sampled_from(links(diagram))
    points = st.builds(Point, SHIFTS, SHIFTS)
    either = st.sampled_from([*ids(diagram), *links(diagram)])
    known: st.SearchStrategy[tuple[str, Value]] = st.sampled_from(
        [("instances", 3), ("multi_az", True), ("zones", ("eu-west-1a",))]
    )
    stated = st.tuples(some_ids(diagram), known)
    return [
        add_element(diagram),
        add_link(diagram),
        st.builds(edits.Remove, ids=st.frozensets(either, min_size=1, max_size=2)),
        st.builds(edits.Move, ids=some_ids(diagram), dx=SHIFTS, dy=SHIFTS),
        st.builds(edits.Resize, id=element, box=BOXES),
        reparent(diagram),
        stated.map(lambda s: edits.SetProperty(ids=s[0], key=s[1][0], value=s[1][1])),
        stated.map(lambda s: edits.SetProperty(ids=s[0], key=s[1][0], value=None)),
        st.builds(edits.Rename, id=element, name=TEXTS),
        st.builds(edits.SetNote, id=element, note=TEXTS),
        set_membership(diagram),
        st.builds(edits.SetLink, id=link, kind=st.sampled_from(LinkKind)),
        st.builds(edits.SetLink, id=link, role=st.sampled_from(LinkRole), label=TEXTS),
        st.builds(edits.Reconnect, id=link, source=element, target=element),
        st.builds(edits.SetBends, id=link, points=st.lists(points, max_size=3).map(tuple)),
        set_grouping(diagram),
        st.builds(edits.SetWorkload, workload=workloads()),
        st.builds(edits.SetTitle, title=TEXTS, description=st.one_of(st.none(), TEXTS)),
        st.builds(edits.Accept, finding=FINDINGS, reason=TEXTS),
        st.builds(edits.Unaccept, finding=FINDINGS),
        insert(diagram),
        patch(diagram),
    ]


def odd_edits(diagram: Diagram) -> list[st.SearchStrategy[Edit]]:
    """Edits with something wrong about them, mostly."""
    element = st.sampled_from([*ids(diagram), ElementId(GHOST)])
    link = st.sampled_from([*links(diagram), LinkId(GHOST)])
    some = st.frozensets(element, max_size=4)
    row = st.sampled_from([catalog()[key] for key in SERVICES])
    keys = st.sampled_from(["instances", "multi_az", "zones", "desired", "no_such_property", ""])
    places = st.one_of(st.none(), element)
    return [
        st.builds(
            edits.AddElement,
            element=st.builds(
                lambda service, key, kind, name, parent: Element(
                    id=key, kind=kind, service=service.key, name=name, parent=parent
                ),
                row,
                st.sampled_from([ElementId("new"), ElementId("A b"), *ids(diagram)]),
                st.sampled_from(Kind),
                ODD_TEXTS,
                places,
            ),
            box=ODD_BOXES,
        ),
        st.builds(
            edits.AddLink,
            link=st.builds(
                Link,
                id=st.sampled_from([LinkId("new"), LinkId(""), *links(diagram)]),
                source=element,
                target=element,
                kind=st.sampled_from(LinkKind),
                role=st.sampled_from(LinkRole),
                label=ODD_TEXTS,
                group=st.sampled_from(["", "g"]),
            ),
        ),
        st.builds(edits.Remove, ids=st.frozensets(st.sampled_from([GHOST, *ids(diagram)]))),
        st.builds(edits.Move, ids=some, dx=ODD_NUMBERS, dy=SHIFTS),
        st.builds(edits.Resize, id=element, box=ODD_BOXES),
        st.builds(edits.Reparent, ids=some, parent=places),
        st.builds(edits.SetProperty, ids=some, key=keys, value=st.one_of(st.none(), ODD_VALUES)),
        st.builds(edits.Rename, id=element, name=ODD_TEXTS),
        st.builds(edits.SetNote, id=element, note=ODD_TEXTS),
        st.builds(edits.SetMembership, id=element, groups=st.lists(element).map(tuple)),
        st.builds(edits.SetLink, id=link, role=st.sampled_from(LinkRole), label=ODD_TEXTS),
        st.builds(edits.Reconnect, id=link, source=element, target=element),
        st.builds(
            edits.SetBends,
            id=link,
            points=st.lists(st.builds(Point, ODD_NUMBERS, SHIFTS)).map(tuple),
        ),
        st.builds(
            edits.SetGrouping,
            source=element,
            links=st.lists(link, max_size=3).map(tuple),
            name=ODD_TEXTS,
            needed=st.one_of(st.none(), st.integers(-1, 4)),
        ),
        st.builds(edits.SetTitle, title=ODD_TEXTS, description=ODD_TEXTS),
        st.builds(edits.Accept, finding=st.sampled_from(["", "HA-01:a"]), reason=ODD_TEXTS),
    ]


def single_edits(diagram: Diagram) -> st.SearchStrategy[Edit]:
    """Any edit but a batch; those that draw come more often than those that take away."""
    plausible = plausible_edits(diagram)
    return st.one_of(*plausible, *plausible[:2] * 4, *plausible[3:], *odd_edits(diagram))


def any_edits(diagram: Diagram) -> st.SearchStrategy[Edit]:
    """Any edit, batches included."""
    single = single_edits(diagram)
    batches: st.SearchStrategy[Edit] = st.builds(
        edits.Batch,
        edits=st.lists(st.one_of(plausible_edits(diagram)), max_size=4).map(tuple),
        label=st.just("Several"),
    )
    return st.one_of(*[single] * 5, batches)
