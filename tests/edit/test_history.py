"""Steps, merging, the saved state and the limit."""

import pytest

from designer.edit.apply import EditRefused
from designer.edit.edits import Edit, Move, Rename, SetNote
from designer.edit.history import History
from designer.model.ids import ElementId
from tests.builders import diagram

WEB = ElementId("web")
START = diagram("ec2 web")


def rename(name: str) -> Edit:
    return Rename(id=WEB, name=name)


def nudge(dx: float) -> Edit:
    return Move(ids=frozenset({WEB}), dx=dx, dy=0)


def names(history: History) -> str:
    return history.diagram.topology.elements[WEB].name


def test_starts_clean_and_without_steps() -> None:
    history = History(START)
    assert history.diagram is START
    assert history.is_clean
    assert (history.can_undo, history.can_redo) == (False, False)
    assert (history.undo_text, history.redo_text, history.steps) == ("", "", ())
    assert history.undo() is START
    assert history.redo() is START


def test_goes_back_and_forth() -> None:
    history = History(START)
    one, two = history.do(rename("One")), history.do(rename("Two"))
    assert (history.undo_text, history.redo_text) == ("Rename to “Two”", "")
    assert history.undo() is one
    assert (history.undo_text, history.redo_text) == ("Rename to “One”", "Rename to “Two”")
    assert history.undo() is START
    assert history.redo() is one
    assert history.redo() is two
    assert history.steps == ("Rename to “One”", "Rename to “Two”")


def test_a_new_edit_ends_what_was_undone() -> None:
    history = History(START)
    history.do(rename("One"))
    history.do(rename("Two"))
    history.undo()
    history.do(rename("Three"))
    assert not history.can_redo
    assert history.steps == ("Rename to “One”", "Rename to “Three”")


def test_refused_and_idle_edits_make_no_step() -> None:
    history = History(START)
    history.do(rename("One"))
    history.undo()
    with pytest.raises(EditRefused):
        history.do(rename(""))
    assert history.do(rename("web")) is START
    # Neither has cost the user the step that could be redone.
    assert history.can_redo


def test_goes_to_any_step() -> None:
    history = History(START)
    states = [START, *(history.do(rename(name)) for name in ("A", "B", "C"))]
    for index in (0, 3, 1, 2):
        assert history.go_to(index) is states[index]
        assert history.index == index
    for index in (-1, 4):
        with pytest.raises(IndexError):
            history.go_to(index)
    assert history.index == 2


def test_consecutive_edits_with_one_key_are_one_step() -> None:
    history = History(START)
    for dx in (1, 2, 3):
        history.do(nudge(dx), merge_key="nudge")
    assert history.steps == ("Move element",)
    assert history.diagram.layout.boxes[WEB] == START.layout.boxes[WEB].moved(6, 0)
    assert history.undo() is START


@pytest.mark.parametrize("between", ["other key", "no key", "undo and redo", "saved", "go to"])
def test_merging_stops(between: str) -> None:
    history = History(START)
    history.do(nudge(1), merge_key="a")
    if between == "other key":
        history.do(SetNote(id=WEB, note="x"), merge_key="b")
    elif between == "no key":
        history.do(SetNote(id=WEB, note="x"))
    elif between == "undo and redo":
        history.undo()
        history.redo()
    elif between == "saved":
        history.mark_clean()
    else:
        history.go_to(1)
    before, count = history.diagram, len(history.steps)
    history.do(nudge(1), merge_key="a")
    assert len(history.steps) == count + 1
    assert history.undo() is before


def test_edits_without_a_key_never_merge() -> None:
    history = History(START)
    history.do(nudge(1))
    history.do(nudge(1))
    assert len(history.steps) == 2


def test_is_clean_only_in_the_saved_state() -> None:
    history = History(START)
    seen = []
    for step in (
        lambda: history.do(rename("One")),
        history.mark_clean,
        lambda: history.do(rename("Two")),
        history.undo,
        history.undo,
        lambda: history.do(rename("Three")),
        history.undo,
    ):
        step()
        seen.append(history.is_clean)
    assert seen == [False, True, False, True, False, False, False]


def test_nothing_is_clean_after_a_recovery() -> None:
    history = History(START)
    history.mark_dirty()
    history.do(rename("One"))
    history.undo()
    assert not history.is_clean


def test_forgets_the_oldest_steps() -> None:
    history = History(START, limit=3)
    for number in range(5):
        history.do(rename(f"N{number}"))
    assert history.steps == tuple(f"Rename to “N{number}”" for number in (2, 3, 4))
    while history.can_undo:
        history.undo()
    assert names(history) == "N1"
    assert not history.is_clean
    with pytest.raises(ValueError, match="at least one step"):
        History(START, limit=0)
