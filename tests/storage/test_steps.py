"""A step makes of the earlier diagram what the later one's file would be read as."""

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Rename
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.storage.diagram_file import read_bytes, to_text
from designer.storage.steps import step_text, stepped
from tests.benchmarks.designs import design
from tests.edit.edit_strategies import any_edits
from tests.storage.strategies import diagrams


def saved(drawn: Diagram) -> Diagram:
    return read_bytes(to_text(drawn).encode(), "saved")


def agrees(held: Diagram, before: Diagram, after: Diagram) -> Diagram:
    """Step ``held`` from ``before`` to ``after``, and compare with the file of ``after``."""
    made = stepped(held, step_text(before, after))
    fresh = saved(after)
    assert made == fresh
    assert list(made.topology.elements) == list(fresh.topology.elements)
    assert list(made.topology.links) == list(fresh.topology.links)
    assert to_text(made) == to_text(fresh)
    return made


@given(st.data())
def test_edits_one_after_the_other(data: st.DataObject) -> None:
    before = data.draw(diagrams())
    held = saved(before)
    for _ in range(data.draw(st.integers(1, 4))):
        try:
            after = apply(before, data.draw(any_edits(before)))
        except EditRefused:
            continue
        held = agrees(held, before, after)
        before = after


@settings(max_examples=30)
@given(diagrams(), diagrams())
def test_another_diagram_altogether(before: Diagram, after: Diagram) -> None:
    agrees(saved(before), before, after)


def test_one_name_in_a_large_drawing_is_a_short_text() -> None:
    before = design(1_000)
    after = apply(before, Rename(id=ElementId("c7-alb"), name="front"))
    assert len(step_text(before, after)) < 600
    agrees(saved(before), before, after)
