"""What is locked, hidden, above others or coloured changes how a drawing looks and nothing else."""

from dataclasses import replace

from designer.edit import edits, fragments
from designer.edit.apply import apply
from designer.edit.clipboard import from_json, to_json
from designer.edit.edits import Stacking
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.model.looks import Hue, Look, Stroke, Weight
from tests.builders import diagram

START = diagram(
    """
    region r eu-west-1
      vpc v
        zone a
          ec2 w1
          ec2 w2
          ec2 w3
          note n
    w1 -> w2
    """
)
W1, W2, W3 = (ElementId(key) for key in ("w1", "w2", "w3"))


def ids(*keys: str) -> frozenset[ElementId]:
    return frozenset(ElementId(key) for key in keys)


def heap() -> Diagram:
    """All four children of the zone in one place."""
    layout = START.layout
    boxes = layout.boxes.with_items(
        {ElementId(k): Box(0, 0, 96, 96) for k in ("w1", "w2", "w3", "n")}
    )
    return START.with_layout(replace(layout, boxes=boxes))


def order(drawn: Diagram) -> list[str]:
    ranks = drawn.layout.ranks
    return sorted(("w1", "w2", "w3", "n"), key=lambda key: ranks.get(ElementId(key), 0))


def restacked(drawn: Diagram, to: Stacking, *keys: str) -> Diagram:
    return apply(drawn, edits.Restack(ids=ids(*keys), to=to))


def test_locking_and_hiding_can_be_taken_back() -> None:
    locked = apply(START, edits.Lock(ids=ids("w1", "v")))
    assert locked.layout.locked == {"w1", "v"}
    assert locked.topology is START.topology
    assert apply(locked, edits.Lock(ids=ids("v"))) is locked
    assert apply(locked, edits.Lock(ids=ids("w1", "v"), locked=False)) == START
    hidden = apply(START, edits.Hide(ids=ids("w1")))
    assert hidden.layout.hidden == {"w1"}
    assert hidden.topology is START.topology
    assert apply(hidden, edits.Hide(ids=ids("w1"), hidden=False)) == START
    gone = apply(apply(hidden, edits.Lock(ids=ids("w1"))), edits.Remove(ids=ids("w1")))
    assert gone.layout.hidden | gone.layout.locked == frozenset()


def test_elements_go_above_and_below_what_they_overlap() -> None:
    assert order(restacked(heap(), Stacking.FRONT, "w1")) == ["w2", "w3", "n", "w1"]
    assert order(restacked(heap(), Stacking.FRONT, "w1", "w2")) == ["w3", "n", "w1", "w2"]
    assert order(restacked(heap(), Stacking.BACK, "n")) == ["n", "w1", "w2", "w3"]
    assert order(restacked(heap(), Stacking.FORWARD, "w1")) == ["w2", "w1", "w3", "n"]
    assert order(restacked(heap(), Stacking.FORWARD, "w1", "w2")) == ["w3", "w1", "w2", "n"]
    assert order(restacked(heap(), Stacking.BACKWARD, "w3")) == ["w1", "w3", "w2", "n"]
    one = restacked(heap(), Stacking.FRONT, "w1")
    assert restacked(one, Stacking.FRONT, "w1") is one
    # Beside everything there is nothing to go past.
    assert restacked(START, Stacking.FORWARD, "w1") is START


def test_a_step_goes_past_the_next_one_that_is_overlapped() -> None:
    drawn = heap()
    boxes = drawn.layout.boxes.with_item(W2, Box(900, 0, 96, 96))
    drawn = drawn.with_layout(replace(drawn.layout, boxes=boxes))
    assert order(restacked(drawn, Stacking.FORWARD, "w1")) == ["w2", "w3", "w1", "n"]


def test_what_is_drawn_later_lies_on_top() -> None:
    one = restacked(heap(), Stacking.FRONT, "w1")
    assert max(one.layout.ranks.values()) < 0
    assert W1 not in one.layout.ranks


def test_looks_change_part_by_part_and_leave_nothing_behind() -> None:
    keys = frozenset({"w1", "w1--w2"})
    red = apply(START, edits.SetLook(ids=keys, hue=Hue.RED))
    assert red.layout.looks == dict.fromkeys(keys, Look(Hue.RED))
    both = apply(
        red, edits.SetLook(ids=frozenset({"w1"}), stroke=Stroke.DASHED, weight=Weight.HEAVY)
    )
    assert both.layout.looks["w1"] == Look(Hue.RED, Stroke.DASHED, Weight.HEAVY)
    assert apply(both, edits.SetLook(ids=frozenset({"w1"}), hue=Hue.RED)) is both
    usual = edits.SetLook(ids=keys, hue=Hue.USUAL, stroke=Stroke.USUAL, weight=Weight.USUAL)
    assert apply(both, usual) == START
    cut = apply(both, edits.Remove(ids=frozenset({"w1"})))
    assert not cut.layout.looks


def test_copies_look_alike_but_can_be_seen_and_moved() -> None:
    drawn = apply(START, edits.SetLook(ids=frozenset({"a", "w1", "w1--w2"}), hue=Hue.BLUE))
    drawn = apply(drawn, edits.Lock(ids=ids("a", "w1")))
    drawn = apply(drawn, edits.Hide(ids=ids("w2")))
    drawn = restacked(drawn, Stacking.BACK, "w3")
    piece = fragments.copy(drawn, ["a"])
    assert from_json(to_json(piece)) == piece
    after = apply(drawn, fragments.paste(drawn, piece, 400, 0, ElementId("v")))
    layout, new = after.layout, after.topology.elements.keys() - drawn.topology.elements.keys()
    twins = {after.topology.elements[key].name: key for key in new}
    name = {key: one.name for key, one in drawn.topology.elements.items()}
    assert layout.locked == {"a", "w1", twins[name[W1]]}
    assert layout.hidden == {"w2", twins[name[W2]]}
    assert layout.ranks[twins[name[W3]]] == layout.ranks[W3] < 0
    assert set(layout.looks.values()) == {Look(Hue.BLUE)}
    assert len(layout.looks) == 6
