"""Whatever is done to a diagram, in whatever order, it stays sound and can be undone."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Batch, Edit, Rename, describe
from designer.edit.history import History
from designer.model.changes import diff, patch
from designer.model.diagram import EMPTY, Diagram
from designer.model.ids import ElementId
from designer.model.invariants import check
from tests.builders import diagram
from tests.edit.edit_strategies import any_edits

THREE_TIER = diagram(
    """
    users u
    region r eu-west-1
      vpc v
        alb lb
        asg fleet desired=2
        group tier
        zone a
          subnet s1
            ec2 web1 in fleet, tier
            rds db multi_az
        zone b
          subnet s2
            ec2 web2 in fleet
            rds copy
    u -> lb
    lb -> web1, web2 any
    web1 -> db all
    db => copy
    """
)


class Editing(RuleBasedStateMachine):
    """Edits, undoes and redoes at random."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(EMPTY)
        self.states: list[Diagram] = [EMPTY]

    @initialize(start=st.sampled_from([EMPTY, THREE_TIER]))
    def open(self, start: Diagram) -> None:
        self.history = History(start)
        self.states = [start]

    @rule(data=st.data(), count=st.integers(1, 4))
    def edit(self, data: st.DataObject, count: int) -> None:
        for _ in range(count):
            self.make(data.draw(any_edits(self.history.diagram)))
            self.is_sound()

    def make(self, edit: Edit) -> None:
        before = self.history.diagram
        assert describe(edit)
        try:
            after = self.history.do(edit)
        except EditRefused as refusal:
            assert_one_sentence(refusal.reason)
            assert self.history.diagram is before
            return
        if after is not before:
            del self.states[self.history.index :]
            self.states.append(after)
            # Nothing that compares equal makes a step, and the difference leads there.
            assert not diff(before, after).is_empty
            assert patch(before, diff(before, after)) == after
            assert patch(after, diff(after, before)) == before

    @rule()
    def undo(self) -> None:
        self.history.undo()

    @rule()
    def redo(self) -> None:
        self.history.redo()

    @rule(data=st.data())
    def go_to(self, data: st.DataObject) -> None:
        self.history.go_to(data.draw(st.integers(0, len(self.history.steps))))

    @invariant()
    def is_sound(self) -> None:
        assert check(self.history.diagram) == []

    @invariant()
    def is_the_state_of_that_step(self) -> None:
        assert self.history.diagram is self.states[self.history.index]

    def teardown(self) -> None:
        end = self.history.go_to(len(self.history.steps))
        while self.history.can_undo:
            self.history.undo()
        assert self.history.diagram is self.states[0]
        while self.history.can_redo:
            self.history.redo()
        assert self.history.diagram is end


def assert_one_sentence(reason: str) -> None:
    """A refusal is for people: it begins with a capital and ends with one full stop."""
    assert reason == reason.strip()
    assert reason[0].isupper() or reason[0] in "“0123456789"
    assert reason.endswith(".")
    assert not reason.endswith("..")
    assert "\n" not in reason


TestEditing: Any = Editing.TestCase
TestEditing.settings = settings(stateful_step_count=40)


def test_a_batch_is_all_or_nothing() -> None:
    good = Rename(id=ElementId("db"), name="Orders")
    bad = Rename(id=ElementId("nothing"), name="Orders")
    history = History(THREE_TIER)
    with pytest.raises(EditRefused, match="nothing"):
        history.do(Batch(edits=(good, bad), label="Rename"))
    assert history.diagram is THREE_TIER
    assert apply(THREE_TIER, Batch(edits=(), label="Nothing")) is THREE_TIER
