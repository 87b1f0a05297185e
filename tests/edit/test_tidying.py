from hypothesis import given
from hypothesis import strategies as st

from designer.edit.apply import apply
from designer.edit.edits import Batch, Move, Resize, SetBends
from designer.edit.tidying import SPACING, laid_out, tidied, tidied_siblings
from designer.model.diagram import Diagram
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import check
from designer.model.layout import Box, Point
from tests.builders import diagram

WHOLE = st.integers(-1000, 1000).map(float)
SIZES = st.integers(8, 400).map(float)
BOXES = st.dictionaries(
    st.sampled_from("abcdefghij"), st.builds(Box, WHOLE, WHOLE, SIZES, SIZES), min_size=1
)
TEXT = """
region r eu-west-1
  vpc v
    alb lb
    asg g
    zone a
      subnet s1 private
        ec2 web1 in g
        ec2 web2
        rds db1
    zone b
      subnet s2 private
        ec2 web3 in g
        rds db2
s3 store
lb -> web1, web3
web1 -> db1
"""
DRAWN = diagram(TEXT)
KEYS = sorted(DRAWN.topology.elements)


@st.composite
def shaken(draw: st.DrawFn) -> Diagram:
    """The drawing with its elements shifted and containers resized at random."""
    result = DRAWN
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=8)):
        dx, dy = draw(st.integers(-90, 90)), draw(st.integers(-90, 90))
        result = apply(result, Move(ids=frozenset({key}), dx=dx, dy=dy))
        box = result.layout.boxes[key]
        if result.topology.elements[key].kind.is_container:
            wider = Box(box.x, box.y, box.width + abs(dy), box.height + abs(dx))
            result = apply(result, Resize(id=key, box=wider))
    return result


def _box(drawn: Diagram, key: str) -> Box:
    return drawn.layout.boxes[ElementId(key)]


@given(BOXES, st.sets(st.sampled_from("abcdefghij")))
def test_laid_out_boxes_keep_apart_and_only_stretchable_ones_grow(
    boxes: dict[str, Box], stretchable: set[str]
) -> None:
    after = laid_out(boxes, stretchable)
    assert after.keys() == boxes.keys()
    grown = {key: box.grown(SPACING / 2 - 0.01) for key, box in after.items()}
    for first in after:
        for second in after:
            assert first >= second or not grown[first].overlaps(grown[second])
    for key, box in after.items():
        assert box.width >= boxes[key].width
        assert box.height >= boxes[key].height
        same = (box.width, box.height) == (boxes[key].width, boxes[key].height)
        assert same or key in stretchable
    assert min(box.x for box in after.values()) >= 0
    assert min(box.y for box in after.values()) >= 0


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 20))
def test_a_jumbled_grid_becomes_an_even_one(columns: int, rows: int, jumble: int) -> None:
    boxes = {
        f"{row}{column}": Box(
            column * 150 + (row * 7 + column * 3) % (jumble + 1),
            row * 150 + (column * 5 + row) % (jumble + 1),
            96,
            96,
        )
        for row in range(rows)
        for column in range(columns)
    }
    after = laid_out(boxes, frozenset())
    step = 96 + SPACING
    assert after == {
        f"{row}{column}": Box(column * step, row * step, 96, 96)
        for row in range(rows)
        for column in range(columns)
    }


@given(shaken(), st.sampled_from(["r", "v", "a", "s1", None]), st.booleans())
def test_tidying_keeps_the_diagram_sound_and_its_contents_apart(
    drawn: Diagram, key: str | None, deep: bool
) -> None:
    container = None if key is None else ElementId(key)
    after = apply(drawn, tidied(drawn, container, deep=deep))
    assert check(after) == []
    assert after.topology == drawn.topology
    children = [one for one in after.topology.children(container) if one != "g"]
    boxes = [after.layout.boxes[child] for child in children]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[number + 1 :])
    if container is not None:
        assert all(after.layout.boxes[container].contains(box) for box in boxes)
        inner = container
        for outer in after.topology.ancestors(container):
            # Shaking may have pulled a box out of the one around it; growing ends there.
            if not drawn.layout.boxes[outer.id].contains(drawn.layout.boxes[inner]):
                break
            inner = outer.id
            assert after.layout.boxes[outer.id].contains(after.layout.boxes[container])


@given(shaken())
def test_a_box_across_zones_still_holds_its_members(drawn: Diagram) -> None:
    after = apply(drawn, tidied(drawn, ElementId("v"), deep=True))
    group = _box(after, "g")
    assert group.contains(_box(after, "web1"))
    assert group.contains(_box(after, "web3"))


def test_contents_move_along_and_the_container_fits() -> None:
    after = apply(DRAWN, tidied(DRAWN, ElementId("v")))
    old, new = _box(DRAWN, "a"), _box(after, "a")
    web_old, web_new = _box(DRAWN, "web1"), _box(after, "web1")
    assert (web_new.x - new.x, web_new.y - new.y) == (web_old.x - old.x, web_old.y - old.y)
    loose = apply(DRAWN, Resize(id=ElementId("s1"), box=Box(0, 0, 2000, 1500)))
    fitted = apply(loose, tidied(loose, ElementId("s1")))
    assert _box(fitted, "s1").width < 2000
    assert _box(fitted, "s1").height < 1500


def test_siblings_are_tidied_where_they_are() -> None:
    keys = [ElementId(key) for key in ("web1", "web2", "db1")]
    at = _box(DRAWN, "web1")
    pile = Batch(
        edits=tuple(
            Resize(id=key, box=Box(at.x + 4 * number, at.y, 96, 96))
            for number, key in enumerate(keys)
        ),
        label="",
    )
    drawn = apply(DRAWN, pile)
    after = apply(drawn, tidied_siblings(drawn, keys))
    boxes = [after.layout.boxes[key] for key in keys]
    assert (min(box.x for box in boxes), min(box.y for box in boxes)) == (at.x, at.y)
    assert not any(a.overlaps(b) for a in boxes for b in boxes if a is not b)


def test_fixed_corners_go_only_where_the_ends_part() -> None:
    points = (Point(5, 5), Point(50, 5))
    drawn = apply(DRAWN, SetBends(id=LinkId("web1--db1"), points=points))
    pulled = apply(drawn, Move(ids=frozenset({ElementId("db1")}), dx=9, dy=70))
    assert "web1--db1" not in apply(pulled, tidied(pulled, ElementId("s1"))).layout.bends
    kept = apply(drawn, tidied(drawn, ElementId("v"))).layout.bends
    assert len(kept[LinkId("web1--db1")]) == 2
