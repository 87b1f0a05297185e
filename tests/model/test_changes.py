"""The difference of two diagrams leads from one to the other and says what it touches."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from designer.model.changes import diff, patch
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Layout, Point
from designer.model.links import Link
from designer.model.looks import Hue, Look
from designer.model.review import NO_ANSWER, NO_REVIEW, Answer, Review
from designer.model.topology import Topology
from designer.model.workload import Workload
from tests.builders import diagram

START = diagram(
    """
    users u
    ec2 web
    rds db
    u -> web -> db
    """
)
WEB, LINK = ElementId("web"), LinkId("web--db")


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Diagrams over few ids, so that two of them share some."""
    names = st.sampled_from(["A", "B"])
    keys = draw(st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True))
    elements = {
        ElementId(key): Element(
            id=ElementId(key), kind=Kind.RESOURCE, service="ec2", name=draw(names)
        )
        for key in keys
    }
    links = {
        LinkId(key): Link(
            id=LinkId(key), source=ElementId("a"), target=ElementId("b"), label=draw(names)
        )
        for key in draw(st.lists(st.sampled_from(["x", "y"]), unique=True))
    }
    places = st.integers(0, 1).map(float)
    return Diagram(
        title=draw(names),
        topology=Topology(elements=FrozenMap(elements), links=FrozenMap(links)),
        layout=Layout(
            boxes=FrozenMap({key: Box(draw(places), 0, 9, 9) for key in elements}),
            bends=FrozenMap({key: (Point(draw(places), 0),) for key in links}),
            collapsed=frozenset(
                draw(st.lists(st.sampled_from(sorted(elements)))) if elements else ()
            ),
            locked=frozenset(key for key in elements if draw(st.booleans())),
            hidden=frozenset(key for key in elements if draw(st.booleans())),
            ranks=FrozenMap({key: draw(st.integers(0, 1)) for key in elements}),
            looks=FrozenMap({key: Look(draw(st.sampled_from(Hue))) for key in links}),
        ),
        workload=draw(st.sampled_from([Workload(), Workload(peak_rps=5)])),
        waivers=draw(st.sampled_from([FrozenMap(), FrozenMap({"HA-01:a": "known"})])),
        review=draw(st.sampled_from([NO_REVIEW, Review(answers=FrozenMap({"wa:a": NO_ANSWER}))])),
        extra=draw(st.sampled_from([FrozenMap(), FrozenMap({"later": "1"})])),
    )


@given(diagrams(), diagrams())
def test_patching_with_the_difference_gives_the_other(before: Diagram, after: Diagram) -> None:
    changes = diff(before, after)
    assert patch(before, changes) == after
    assert changes.is_empty == (before == after)
    old, new = before.topology.elements, after.topology.elements
    assert changes.added == new.keys() - old.keys()
    assert changes.removed == old.keys() - new.keys()
    assert set(changes.elements) == {
        key for key in old.keys() | new.keys() if old.get(key) != new.get(key)
    }


@given(diagrams(), diagrams(), diagrams())
def test_a_difference_among_relatives_is_that_among_strangers(
    first: Diagram, second: Diagram, third: Diagram
) -> None:
    """Diagrams that come from one another are compared by what was touched, and in order."""
    two = patch(first, diff(first, second))
    three = patch(two, diff(two, third))
    for before in (first, two, three):
        for after in (first, two, three):
            found, expected = diff(before, after), diff(stranger(before), stranger(after))
            assert found == expected
            new = [key for key in found.elements if key in found.added]
            assert new == [key for key in after.topology.elements if key in found.added]


def stranger(drawing: Diagram) -> Diagram:
    topology, layout = drawing.topology, drawing.layout
    return replace(
        drawing,
        topology=Topology(
            elements=FrozenMap(dict(topology.elements)), links=FrozenMap(dict(topology.links))
        ),
        layout=replace(
            layout, boxes=FrozenMap(dict(layout.boxes)), bends=FrozenMap(dict(layout.bends))
        ),
    )


@given(diagrams())
def test_nothing_differs_from_itself(drawing: Diagram) -> None:
    copy = patch(EMPTY, diff(EMPTY, drawing))
    assert diff(drawing, drawing).is_empty
    assert diff(drawing, copy).is_empty
    assert patch(drawing, diff(drawing, copy)) == drawing


def test_a_moved_box_touches_the_drawing_but_not_the_score() -> None:
    boxes = START.layout.boxes.with_item(WEB, Box(1, 2, 3, 4))
    changes = diff(START, START.with_layout(Layout(boxes=boxes)))
    assert changes.boxes == {"web": Box(1, 2, 3, 4)}
    assert (changes.touches_drawing, changes.touches_score) == (True, False)
    bends = START.layout.bends.with_item(LINK, (Point(1, 2),))
    changes = diff(START, START.with_layout(replace(START.layout, bends=bends)))
    assert (changes.touches_drawing, changes.touches_score) == (True, False)


def test_a_collapsed_container_touches_the_drawing_but_not_the_score() -> None:
    after = START.with_layout(replace(START.layout, collapsed=frozenset({ElementId("r")})))
    changes = diff(START, after)
    assert changes.collapsed == {"r": True}
    assert (changes.touches_drawing, changes.touches_score) == (True, False)
    assert diff(after, START).collapsed == {"r": None}


def test_looks_touch_the_drawing_but_not_the_score() -> None:
    key = ElementId("r")
    for look in (
        replace(START.layout, locked=frozenset({key})),
        replace(START.layout, hidden=frozenset({key})),
        replace(START.layout, ranks=FrozenMap({key: -1})),
        replace(START.layout, looks=FrozenMap({key: Look(Hue.RED)})),
    ):
        changes = diff(START, START.with_layout(look))
        assert (changes.touches_drawing, changes.touches_score) == (True, False)


def test_a_removed_link_touches_both() -> None:
    topology = START.topology
    fewer = Topology(elements=topology.elements, links=topology.links.without(LINK))
    changes = diff(START, START.with_topology(fewer))
    assert changes.links == {"web--db": None}
    assert (changes.touches_drawing, changes.touches_score) == (True, True)


def test_the_terms_touch_the_score_but_not_the_drawing() -> None:
    changes = diff(START, replace(START, workload=Workload(peak_rps=3)))
    assert changes.terms is not None
    assert changes.terms.workload == Workload(peak_rps=3)
    assert (changes.touches_drawing, changes.touches_score) == (False, True)
    accepted = diff(START, replace(START, waivers=FrozenMap({"HA-01:web": "A pilot."})))
    assert (accepted.touches_drawing, accepted.touches_score) == (False, True)
    assert changes.head is None
    assert accepted.head is None


def test_what_is_said_of_a_diagram_touches_neither() -> None:
    answers = FrozenMap({"wa:ops-1": Answer(note="Ask the team.")})
    for after in (
        replace(START, title="Other"),
        replace(START, description="For the class of spring."),
        replace(START, review=Review(answers=answers)),
        replace(START, extra=FrozenMap({"source": "class"})),
    ):
        changes = diff(START, after)
        assert (changes.touches_drawing, changes.touches_score) == (False, False)
        assert not changes.is_empty
        assert patch(START, changes) == after


def test_parts_that_did_not_change_are_shared() -> None:
    after = patch(START, diff(START, replace(START, title="Other")))
    assert after.topology is START.topology
    assert after.layout is START.layout
    assert START.with_topology(START.topology) is START
    assert START.with_layout(START.layout) is START
