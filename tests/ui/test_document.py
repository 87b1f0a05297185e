from pathlib import Path

import pytest

from designer.edit.edits import AddLink, Remove, Rename
from designer.model.changes import ChangeSet
from designer.model.ids import ElementId, LinkId
from designer.model.links import Link
from designer.ui.document import Document
from tests.builders import diagram


class Heard:
    """Collects what a document tells."""

    def __init__(self, document: Document) -> None:
        self.changes: list[ChangeSet] = []
        self.selections = 0
        self.refusals: list[str] = []
        self.titles = 0
        self.scores: list[object] = []
        document.changed.connect(self.changes.append)
        document.selection_changed.connect(self._selected)
        document.refused.connect(self.refusals.append)
        document.title_changed.connect(self._titled)
        document.scored.connect(self.scores.append)

    def _selected(self) -> None:
        self.selections += 1

    def _titled(self) -> None:
        self.titles += 1


@pytest.fixture
def document() -> Document:
    return Document(diagram("users u\nregion r\n  alb lb\nu -> lb"))


@pytest.fixture
def heard(document: Document) -> Heard:
    return Heard(document)


def test_edit_changes_once_and_says_what(document: Document, heard: Heard) -> None:
    assert document.do(Rename(id=ElementId("u"), name="People"))
    (changes,) = heard.changes
    assert list(changes.elements) == ["u"]
    assert document.revision == 1
    assert not document.is_clean


def test_refused_edit_changes_nothing_and_says_why(document: Document, heard: Heard) -> None:
    before = document.diagram
    link = Link(id=LinkId("new"), source=ElementId("u"), target=ElementId("u"))
    assert not document.do(AddLink(link=link))
    assert document.diagram is before
    assert heard.changes == []
    assert len(heard.refusals) == 1


def test_edit_that_changes_nothing_is_silent(document: Document, heard: Heard) -> None:
    assert document.do(Rename(id=ElementId("u"), name="u"))
    assert heard.changes == []
    assert document.is_clean


def test_undo_and_redo_tell_their_changes(document: Document, heard: Heard) -> None:
    start = document.diagram
    document.do(Rename(id=ElementId("u"), name="People"))
    renamed = document.diagram
    document.undo()
    assert document.diagram is start
    assert document.is_clean
    document.redo()
    assert document.diagram is renamed
    assert len(heard.changes) == 3
    document.redo()
    assert len(heard.changes) == 3


def test_selection_holds_only_what_exists(document: Document, heard: Heard) -> None:
    document.set_selection({"u", "lb", "gone"})
    assert document.selection == {"u", "lb"}
    document.set_selection(["lb", "u"])
    assert heard.selections == 1
    document.do(Remove(ids=frozenset({"lb"})))
    assert document.selection == {"u"}
    assert heard.selections == 2


def test_selection_is_sound_when_the_change_is_told(document: Document) -> None:
    seen: list[frozenset[str]] = []

    def note(_changes: ChangeSet) -> None:
        seen.append(document.selection)

    document.changed.connect(note)
    document.set_selection({"lb"})
    document.do(Remove(ids=frozenset({"lb"})))
    assert seen == [frozenset()]


def test_merged_edits_are_one_step(document: Document) -> None:
    for text in ("P", "Pe", "Peo"):
        document.do(Rename(id=ElementId("u"), name=text), merge_key="rename u")
    assert len(document.history.steps) == 1


def test_saving_makes_it_clean(document: Document, heard: Heard) -> None:
    document.do(Rename(id=ElementId("u"), name="People"))
    document.mark_saved(Path("shop.tenet"))
    assert (document.path, document.is_clean) == (Path("shop.tenet"), True)
    titles = heard.titles
    document.mark_unsaved()
    assert (document.path, document.is_clean) == (None, False)
    assert heard.titles == titles + 1


def test_loading_starts_afresh(document: Document, heard: Heard) -> None:
    document.do(Rename(id=ElementId("u"), name="People"))
    document.set_selection({"u"})
    document.set_scorecard("old")
    other = diagram("s3 b")
    document.load(other, Path("other.tenet"))
    assert document.diagram is other
    assert document.selection == frozenset()
    assert document.scorecard is None
    assert not document.history.can_undo
    assert document.is_clean
    assert heard.changes[-1].removed == {"u", "r", "lb"}
    assert heard.changes[-1].added == {"b"}


def test_scorecard_is_published(document: Document, heard: Heard) -> None:
    document.set_scorecard("card")
    assert heard.scores == ["card"]
    assert document.scorecard == "card"


def test_go_to_jumps_in_the_history(document: Document) -> None:
    start = document.diagram
    for text in ("a", "b", "c"):
        document.do(Rename(id=ElementId("u"), name=text))
    document.go_to(0)
    assert document.diagram is start
    document.go_to(2)
    assert document.diagram.topology.elements[ElementId("u")].name == "b"
