import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.edits import Move, Rename, SetAnswer, SetProperty, SetTitle
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.review import NO_ANSWER
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard
from designer.storage.diagram_file import read_bytes, to_text
from designer.storage.steps import step_text, stepped
from designer.ui.document import Document
from designer.ui.frames import Frames, framed
from designer.ui.load_day import LoadDay, LoadOrder
from designer.ui.review_answers import review_answer
from designer.ui.review_messages import ReviewAnswer, ReviewOrder
from designer.ui.review_planner import ReviewPlanner
from designer.ui.score_messages import (
    Answer,
    Request,
    read_answer,
    read_request,
)
from designer.ui.score_worker import Held, answer_to
from designer.ui.scorer import Scorer

PATIENCE_MS = 30_000


def scored(diagram: Diagram) -> Scorecard:
    """The score of a diagram as its file has it: what the command line says of it."""
    return score(read_bytes(to_text(diagram).encode(), "saved"))


@pytest.fixture
def document(shop: Diagram) -> Document:
    return Document(shop)


@pytest.fixture
def scorer(document: Document, qapp: object) -> Iterator[Scorer]:
    made = Scorer(document)
    yield made
    made.stop()


def _wait(qtbot: QtBot, document: Document) -> Scorecard:
    with qtbot.waitSignal(document.scored, timeout=PATIENCE_MS) as scored:
        pass
    card = scored.args[0] if scored.args else None
    assert isinstance(card, Scorecard)
    return card


def test_the_window_gets_what_the_engine_says(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    groups: list[object] = []
    scorer.groups_ready.connect(groups.append)
    scorer.start()
    assert _wait(qtbot, document) == scored(document.diagram)
    qtbot.waitUntil(lambda: bool(groups) and not scorer.is_busy)
    facts = Facts(document.diagram.topology, document.diagram.workload)
    assert groups[0] == {
        key: facts.target_groups(ElementId(key))
        for key in document.diagram.topology.elements
        if facts.target_groups(ElementId(key))
    }


def test_many_changes_give_one_answer_for_the_last(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    scorer.start()
    _wait(qtbot, document)
    cards: list[Scorecard] = []
    document.scored.connect(cards.append)
    for count in range(2, 12):
        document.do(SetProperty(ids=frozenset({ElementId("web1")}), key="instances", value=count))
    qtbot.waitUntil(lambda: not scorer.is_busy, timeout=PATIENCE_MS)
    assert cards == [scored(document.diagram)]


def test_a_move_is_not_scored(qtbot: QtBot, document: Document, scorer: Scorer) -> None:
    scorer.start()
    _wait(qtbot, document)
    document.do(Move(ids=frozenset({ElementId("u")}), dx=8, dy=0))
    assert not scorer.is_busy


def test_what_is_said_of_a_design_is_not_scored(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    scorer.start()
    _wait(qtbot, document)
    note = replace(NO_ANSWER, note="Ask the team.")
    for edit in (SetAnswer(question="wa:ops-1", answer=note), SetTitle(title="Another")):
        assert document.do(edit)
        assert not scorer.is_busy
        assert document.is_scored


def test_a_dead_process_is_replaced(qtbot: QtBot, document: Document, scorer: Scorer) -> None:
    scorer.start()
    _wait(qtbot, document)
    assert scorer.process_id > 0
    os.kill(scorer.process_id, signal.SIGKILL)
    document.do(Rename(id=ElementId("web1"), name="After the fall"))
    assert _wait(qtbot, document) == scored(document.diagram)


def test_fixes_come_with_their_gain_and_mend_the_finding(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    scorer.start()
    card = _wait(qtbot, document)
    offered = {}
    for item in card.findings:
        with qtbot.waitSignal(scorer.fixes_ready, timeout=PATIENCE_MS) as ready:
            scorer.ask_for_fixes(item.finding.key)
        assert ready.args is not None
        key, offers = ready.args
        assert key == item.finding.key
        offered[key] = offers
    assert any(offered.values())
    for key, offers in offered.items():
        for offer in offers:
            after = score(read_bytes(offer.diagram.encode(), "fix"))
            gain = (after.overall or 0) - (card.overall or 0)
            assert gain == pytest.approx(offer.gain)
            assert key not in {item.finding.key for item in after.findings}


def test_fixes_for_older_positions_are_worked_out_again(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    scorer.start()
    card = _wait(qtbot, document)
    key = card.findings[0].finding.key
    with qtbot.waitSignal(scorer.fixes_ready, timeout=PATIENCE_MS) as ready:
        scorer.ask_for_fixes(key)
        document.do(Move(ids=frozenset({ElementId("u")}), dx=8, dy=0))
    assert ready.args is not None
    for offer in ready.args[1]:
        fixed = read_bytes(offer.diagram.encode(), "fix")
        assert fixed.layout.boxes[ElementId("u")] == document.diagram.layout.boxes[ElementId("u")]


def test_a_diagram_that_cannot_be_read_is_answered_in_words() -> None:
    answer = answer_to(Request(revision=3, diagram="{"), Held())
    assert answer.kind == "failed"
    assert answer.revision == 3
    assert answer.problem


def test_only_what_is_new_is_told_again(shop: Diagram) -> None:
    held = Held()
    answer_to(Request(revision=1, diagram=to_text(shop)), held)
    grown = SetProperty(ids=frozenset({ElementId("web1")}), key="instances", value=9)
    after = apply(shop, grown)
    answer = answer_to(Request(revision=2, step=step_text(shop, after)), held)
    assert answer.scorecard == scored(after)


def test_a_step_from_nowhere_is_refused_and_forgotten(shop: Diagram) -> None:
    held = Held()
    assert answer_to(Request(revision=1, step=step_text(shop, shop)), held).kind == "failed"
    answer_to(Request(revision=2, diagram=to_text(shop)), held)
    assert answer_to(Request(revision=3, step="{"), held).kind == "failed"
    assert answer_to(Request(revision=4, step=step_text(shop, shop)), held).kind == "failed"


def test_a_scorecard_survives_the_pipe(shop: Diagram) -> None:
    answer = answer_to(Request(revision=1, diagram=to_text(shop)), Held())
    (body,) = Frames().feed(framed(answer))
    assert read_answer(body) == answer
    assert answer.scorecard == scored(shop)


@given(st.lists(st.text(max_size=40), max_size=6), st.integers(1, 50))
def test_messages_arrive_whole_in_whatever_pieces(texts: list[str], size: int) -> None:
    sent = [Request(revision=n, diagram=text) for n, text in enumerate(texts)]
    stream = b"".join(framed(request) for request in sent)
    frames = Frames()
    got = [
        read_request(body)
        for start in range(0, len(stream), size)
        for body in frames.feed(stream[start : start + size])
    ]
    assert got == sent


def test_an_absurd_length_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        Frames().feed(b"\xff\xff\xff\xff")


def test_the_worker_loads_no_qt_and_ends_with_its_input(shop: Diagram) -> None:
    code = (
        "import sys; from designer.ui.score_worker import main; code = main();"
        "bad = [m for m in sys.modules if m.split('.')[0] in"
        " ('PySide6', 'shiboken6', 'diagrams', 'pygraphviz')];"
        "sys.exit(9 if bad else code)"
    )
    request = framed(Request(revision=7, diagram=to_text(shop)))
    done = subprocess.run(
        [sys.executable, "-c", code], input=request, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    (body,) = Frames().feed(done.stdout)
    answer = read_answer(body)
    assert isinstance(answer, Answer)
    assert (answer.revision, answer.kind) == (7, "score")


def test_what_together_breaks_it_comes_from_the_process_too(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    scorer.ask_for_cut_sets(3)
    scorer.start()
    _wait(qtbot, document)
    with qtbot.waitSignal(scorer.cut_sets_ready, timeout=PATIENCE_MS) as ready:
        scorer.ask_for_cut_sets(2)
    saved = read_bytes(to_text(document.diagram).encode(), "saved")
    assert ready.args == [Facts(saved.topology, saved.workload).cut_sets(2)]


def test_a_day_of_load_is_worked_out_also_after_a_death(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    days: list[LoadDay] = []
    scorer.day_ready.connect(days.append)
    scorer.ask_for_day(LoadOrder(shape="flash"))
    assert not days
    scorer.start()
    _wait(qtbot, document)
    first = scorer.process_id
    scorer.ask_for_day(LoadOrder(shape="ramp"))
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(days), timeout=PATIENCE_MS)
    assert scorer.process_id != first
    assert [day.shape for day in days] == ["ramp"]


def test_only_the_last_wish_for_a_day_is_answered(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    days: list[LoadDay] = []
    scorer.day_ready.connect(days.append)
    scorer.start()
    for shape in ("flash", "ramp", "batch", "steady"):
        scorer.ask_for_day(LoadOrder(shape=shape))
    document.do(Rename(id=ElementId("web1"), name="Another"))
    qtbot.waitUntil(lambda: bool(days), timeout=PATIENCE_MS)
    assert [day.shape for day in days] == ["steady"]
    assert not scorer.is_busy


def test_a_review_and_what_would_mend_it_come_from_the_process(
    qtbot: QtBot, document: Document, scorer: Scorer
) -> None:
    answers: list[ReviewAnswer] = []
    scorer.review_ready.connect(answers.append)
    scorer.start()
    scorer.ask_for_review(ReviewOrder())
    document.do(SetProperty(ids=frozenset({ElementId("db")}), key="encrypted", value=False))
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
    saved = read_bytes(to_text(document.diagram).encode(), "saved")
    assert answers == [review_answer(saved, ReviewOrder())], "the stale one is dropped"
    sheet = answers[0].sheet
    assert sheet is not None
    gap = next(
        gap
        for question in sheet.questions
        for choice in question.choices
        for gap in choice.gaps
        if gap.elements == ("db",) and gap.has_fixes and gap.is_stated
    )
    with qtbot.waitSignal(scorer.review_ready, timeout=PATIENCE_MS):
        scorer.ask_for_review(ReviewOrder(gap=gap.key))
    offer = answers[1].offers[0]
    after = stepped(document.diagram, offer.step)
    mended = review_answer(after, ReviewOrder()).sheet
    assert mended is not None
    keys = [
        left.key
        for question in mended.questions
        for choice in question.choices
        for left in choice.gaps
    ]
    assert gap.key not in keys


def test_a_lens_that_is_none_is_answered_in_words(shop: Diagram) -> None:
    request = Request(revision=1, diagram=to_text(shop), review=ReviewOrder(lens='{"a": 1}'))
    answer = answer_to(request, Held())
    assert (answer.kind, answer.review) == ("failed", None)
    assert "$" in answer.problem


def test_a_plan_is_worked_out_apart_and_only_the_last_is_told(
    qtbot: QtBot, shop: Diagram, qapp: object
) -> None:
    planner = ReviewPlanner()
    plans: list[object] = []
    planner.found.connect(plans.append)
    planner.start(Diagram(), "")
    planner.start(shop, "")
    qtbot.waitUntil(lambda: bool(plans), timeout=PATIENCE_MS)
    saved = read_bytes(to_text(shop).encode(), "saved")
    assert plans == [review_answer(saved, ReviewOrder(plan=True)).plan]
    assert not planner.is_busy
    planner.stop()
