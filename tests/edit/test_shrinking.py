"""What one step made room for takes the room along when it leaves."""

from hypothesis import given
from hypothesis import strategies as st

from designer.edit.apply import apply
from designer.edit.edits import Batch, Edit, Lock, Move, Remove, Rename, Reparent
from designer.edit.history import History
from designer.edit.placing import drop_target, new_element
from designer.edit.shrinking import shrink_edits
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Point
from tests.builders import diagram

DRAWN = """
region r eu-west-1
  vpc v
    alb lb
    asg web
    zone a
      subnet s1 private
        ec2 web1 in web
    zone b
      subnet s2 private
        ec2 web2 in web
        rds db
"""


def _corner(drawn: Diagram, key: str) -> Point:
    box = drawn.layout.boxes[ElementId(key)]
    return Point(box.right - 9, box.bottom - 7)


def _add(history: History, service: str, at: Point) -> ElementId:
    before = history.diagram
    target, refusal = drop_target(before, service, at)
    assert refusal is None
    history.do(new_element(before, service, at, target))
    (made,) = set(history.diagram.topology.elements) - set(before.topology.elements)
    return made


def _leave(history: History, *edits: Edit) -> Diagram:
    more = shrink_edits(history.past, edits)
    after = history.do(Batch(edits=(*edits, *more), label="Delete"))
    assert check(after) == []
    return after


def test_a_container_shrinks_back_when_what_made_it_grow_is_deleted() -> None:
    history = History(diagram(DRAWN))
    start = history.diagram
    made = _add(history, "ec2", _corner(start, "s1"))
    assert history.diagram.layout.boxes[ElementId("s1")] != start.layout.boxes[ElementId("s1")]
    history.do(Rename(id=ElementId("lb"), name="Front door"))
    assert _leave(history, Remove(ids=frozenset({made}))).layout == start.layout
    history.undo()
    assert made in history.diagram.topology.elements


@given(
    st.sampled_from(["ec2", "rds", "nat", "lambda"]),
    st.sampled_from(["r", "v", "a", "b", "s1", "s2"]),
    st.floats(0.02, 0.98),
    st.floats(0.02, 0.98),
)
def test_adding_and_deleting_leaves_no_trace(
    service: str, key: str, across: float, down: float
) -> None:
    history = History(diagram(DRAWN))
    start = history.diagram
    box = start.layout.boxes[ElementId(key)]
    at = Point(box.x + across * box.width, box.y + down * box.height)
    target, refusal = drop_target(start, service, at)
    if refusal is not None:
        return
    history.do(new_element(start, service, at, target))
    made = frozenset(set(history.diagram.topology.elements) - set(start.topology.elements))
    assert _leave(history, Remove(ids=made)) == start


def test_one_that_is_taken_out_again_lets_it_shrink() -> None:
    history = History(diagram(DRAWN))
    start = history.diagram
    made = _add(history, "ec2", _corner(start, "s1"))
    v = start.layout.boxes[ElementId("v")]
    out = Move(ids=frozenset({made}), dx=v.x - 900 - v.width, dy=0)
    after = _leave(history, out, Reparent(ids=frozenset({made}), parent=None))
    assert after.layout.boxes[ElementId("s1")] == start.layout.boxes[ElementId("s1")]


def test_room_that_is_in_use_meanwhile_stays() -> None:
    history = History(diagram(DRAWN))
    first = _add(history, "ec2", _corner(history.diagram, "s1"))
    _add(history, "rds", _corner(history.diagram, "s1"))
    before = history.diagram.layout.boxes[ElementId("s1")]
    after = _leave(history, Remove(ids=frozenset({first})))
    assert after.layout.boxes[ElementId("s1")] == before


def test_a_size_that_somebody_has_chosen_since_stays() -> None:
    history = History(diagram(DRAWN))
    made = _add(history, "ec2", _corner(history.diagram, "s1"))
    history.do(Move(ids=frozenset({ElementId("b")}), dx=0, dy=8))
    before = history.diagram.layout.boxes
    after = _leave(history, Remove(ids=frozenset({made}))).layout.boxes
    assert after == before.without(made)


def test_what_is_locked_since_stays() -> None:
    history = History(diagram(DRAWN))
    made = _add(history, "ec2", _corner(history.diagram, "s1"))
    history.do(Lock(ids=frozenset({ElementId("s1")})))
    assert shrink_edits(history.past, (Remove(ids=frozenset({made})),)) == ()


def test_what_was_there_from_the_start_leaves_everything_as_it_is() -> None:
    drawn = diagram(DRAWN)
    edit = Remove(ids=frozenset({ElementId("web1")}))
    assert shrink_edits((drawn,), (edit,)) == ()
    assert (
        shrink_edits(
            (drawn, apply(drawn, Move(ids=frozenset({ElementId("lb")}), dx=8, dy=0))), (edit,)
        )
        == ()
    )
