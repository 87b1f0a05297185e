import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from designer.grading.adjustment_file import AdjustmentFile, read_adjustments
from designer.grading.adjustments import WHOLE, Adjustment
from designer.grading.batch.options import RunOptions
from designer.grading.batch.recorded import recorded_job
from designer.grading.batch.run import grade_class
from designer.grading.cohort.table import Status
from designer.grading.marking import Marking
from designer.storage.refusal import FileRejected
from tests.grading.batch.crews import Here, graded, silent
from tests.grading.batch.test_run import LARGER, SMALL, lay
from tests.grading.classes import source_by_hand

AT = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)


@pytest.fixture(scope="module")
def graded_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four students: one work by hand, one better, one unreadable, one equal to the first."""
    place = tmp_path_factory.mktemp("marking")
    lay(place / "class", ann=SMALL, bob=LARGER, joe=SMALL)
    (place / "class" / "eve").mkdir()
    (place / "class" / "eve" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    graded(place / "class", place / "out", by=source_by_hand(), options=RunOptions())
    return place / "out"


@pytest.fixture
def folder(graded_class: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(graded_class, tmp_path / "out"))


def opened(folder: Path) -> Marking:
    made = Marking(folder)
    while made.load(3):
        pass
    return made


def codes(marking: Marking) -> dict[str, str]:
    return {row.entry.name: code for code, row in marking.rows.items()}


def test_a_class_is_loaded_a_part_at_a_time(folder: Path) -> None:
    marking = Marking(folder)
    assert marking.count == 4
    assert len(marking.load(3)) == 3
    assert len(marking.load(3)) == 1
    assert marking.load(3) == ()
    code = codes(marking)["bob"]
    row = marking.rows[code]
    assert row.outcome is not None
    assert row.outcome.findings == ()
    whole = marking.outcome(code)
    assert whole is not None
    assert whole.findings
    assert marking.picture(code).startswith((b"<svg", b"<?xml"))


def test_points_are_on_disk_at_once_and_in_the_total(folder: Path) -> None:
    marking = opened(folder)
    ann = codes(marking)["ann"]
    before = marking.rows[ann].result.total or 0
    assert marking.give(ann, "essay", 4, "Ada", AT)
    assert not marking.give(ann, "essay", 4, "Bea", LATER)
    assert marking.rows[ann].result.total == before + 4
    kept = read_adjustments(folder).get(ann, "essay")
    assert kept == Adjustment(points=4, by="Ada", at=AT, work=marking.rows[ann].work)
    assert opened(folder).rows[ann].result == marking.rows[ann].result
    assert marking.give(ann, "essay", 99, "Ada", AT)
    assert marking.points(ann, "essay") == 5
    assert marking.give(ann, "essay", None, "Ada", AT)
    assert read_adjustments(folder).count == 0
    assert marking.points(ann, "essay") is None


def test_steps_stay_within_what_the_rubric_has(folder: Path) -> None:
    marking = opened(folder)
    ann = codes(marking)["ann"]
    assert marking.points(ann, "essay") is None
    assert marking.step(ann, "essay", 0.5, "Ada", AT)
    for _ in range(20):
        marking.step(ann, "essay", 0.5, "Ada", AT)
    assert marking.points(ann, "essay") == 5
    assert not marking.step(ann, "essay", 0.5, "Ada", AT)
    assert marking.points(ann, "zone") == 0
    assert not marking.step(ann, "zone", -0.5, "Ada", AT)
    # An open criterion is settled by less than nothing: it is nothing then.
    joe = codes(marking)["joe"]
    assert marking.step(joe, "essay", -0.5, "Ada", AT)
    assert marking.points(joe, "essay") == 0


def test_undo_takes_back_the_last_change_wherever_it_was(folder: Path) -> None:
    marking = opened(folder)
    ann, bob = codes(marking)["ann"], codes(marking)["bob"]
    start = {code: row.result for code, row in marking.rows.items()}
    marking.give(ann, "essay", 4, "Ada", AT)
    marking.give(bob, "zone", 1, "Ada", AT)
    marking.give(bob, "zone", 2, "Ada", LATER)
    for points in (1, None):
        step = marking.undo()
        assert step is not None
        assert (step.code, step.criterion) == (bob, "zone")
        kept = read_adjustments(folder).get(bob, "zone")
        assert (None if kept is None else kept.points) == points
    step = marking.redo()
    assert step is not None
    assert marking.points(bob, "zone") == 1
    marking.undo()
    marking.undo()
    assert marking.undo() is None
    assert {code: row.result for code, row in marking.rows.items()} == start
    assert read_adjustments(folder).count == 0
    marking.redo()
    marking.give(ann, "zone", 1, "Ada", AT)
    assert marking.redo() is None


def test_writing_a_comment_is_one_step(folder: Path) -> None:
    marking = opened(folder)
    ann = codes(marking)["ann"]
    for text in ("W", "We", "Well", "Well argued.\n"):
        marking.say(ann, "zone", text, "Ada", AT)
    assert marking.comment(ann, "zone") == "Well argued."
    marking.seal()
    marking.say(ann, "zone", "Well argued. See me.", "Ada", AT)
    marking.say(ann, WHOLE, "Thanks", "Ada", AT)
    marking.undo()
    marking.undo()
    assert marking.comment(ann, "zone") == "Well argued."
    marking.undo()
    assert marking.comment(ann, "zone") == ""
    assert marking.undoable is None
    assert not marking.say(ann, "zone", "  ", "Ada", AT)


def test_a_comment_stays_when_points_are_taken_back(folder: Path) -> None:
    marking = opened(folder)
    ann = codes(marking)["ann"]
    marking.give(ann, "zone", 2, "Ada", AT)
    marking.say(ann, "zone", "Half of it.", "Ada", AT)
    marking.give(ann, "zone", None, "Ada", AT)
    assert marking.comment(ann, "zone") == "Half of it."
    kept = read_adjustments(folder).get(ann, "zone")
    assert kept is not None
    assert kept.points is None


def test_computed_points_stay_to_be_seen(folder: Path) -> None:
    marking = opened(folder)
    bob = codes(marking)["bob"]
    (balancer,) = (one for one in marking.judged(bob) if one.criterion.id == "balancer")
    assert (balancer.computed_points, balancer.points) == (2, 2)
    marking.give(bob, "balancer", 1, "Ada", AT)
    (balancer,) = (one for one in marking.judged(bob) if one.criterion.id == "balancer")
    assert (balancer.computed_points, balancer.points, balancer.has_moved) == (2, 1, False)
    AdjustmentFile(folder).put(bob, "balancer", Adjustment(points=1, at=AT, computed=0))
    assert marking.refresh()
    (balancer,) = (one for one in marking.judged(bob) if one.criterion.id == "balancer")
    assert balancer.has_moved


def test_unreadable_work_is_judged_by_hand_and_missing_work_is_not(folder: Path) -> None:
    marking = opened(folder)
    eve = codes(marking)["eve"]
    rubric = marking.kept.rubric
    assert marking.rows[eve].status is Status.UNREADABLE
    assert [one.points for one in marking.judged(eve)] == [None] * len(rubric.criteria)
    for one in rubric.criteria:
        assert marking.is_open(eve)
        marking.give(eve, one.id, one.limit, "Ada", AT)
    assert marking.rows[eve].status is Status.GRADED
    assert not marking.is_open(eve)


def test_the_next_with_work_left_is_found_all_around(folder: Path) -> None:
    marking = opened(folder)
    by = codes(marking)
    order = [by["ann"], by["bob"], by["eve"], by["joe"]]
    assert marking.next_open(order, by["ann"]) == by["bob"]
    for name in ("ann", "bob", "joe"):
        marking.give(by[name], "essay", 1, "Ada", AT)
    assert marking.next_open(order, by["joe"]) == by["eve"]
    assert marking.next_open([by["ann"], by["joe"]], by["ann"]) is None
    assert marking.next_open([], by["ann"]) is None


def test_blind_labels_tell_nothing_and_are_unique(folder: Path) -> None:
    marking = opened(folder)
    labels = [marking.label(code, blind=True) for code in marking.rows]
    assert len(set(labels)) == 4
    assert not any(name in label for name in ("ann", "bob", "eve", "joe") for label in labels)
    assert {marking.label(code, blind=False) for code in marking.rows} == {
        "ann",
        "bob",
        "eve",
        "joe",
    }


def test_what_somebody_else_gives_is_seen(folder: Path) -> None:
    ours, theirs = opened(folder), opened(folder)
    ann, bob = codes(ours)["ann"], codes(ours)["bob"]
    theirs.give(bob, "essay", 3, "Bea", AT)
    ours.give(ann, "essay", 4, "Ada", AT)
    assert ours.points(bob, "essay") == 3
    assert read_adjustments(folder).count == 2


def test_what_is_not_written_yet_is_known_and_undo_goes_on_behind_it(folder: Path) -> None:
    marking = opened(folder)
    ann = codes(marking)["ann"]
    states = [marking.is_written]
    marking.give(ann, "essay", 4, "Ada", AT)
    states.append(marking.is_written)
    job = recorded_job(folder, marking.kept.manifest)
    grade_class(job, folder, Here(job.rubric), silent)
    again = opened(folder)
    states.append(again.is_written)
    again.take_over(marking)
    again.undo()
    assert again.points(ann, "essay") is None
    assert [*states, again.is_written] == [True, False, True, False]


def test_an_outcome_that_is_gone_is_named(tmp_path: Path) -> None:
    lay(tmp_path / "class", ann=SMALL, bob=LARGER)
    graded(tmp_path / "class", tmp_path / "out")
    for path in (tmp_path / "out" / "results").glob("*.json"):
        path.write_bytes(b"{")
    marking = opened(tmp_path / "out")
    assert len(marking.lost) == 2
    assert not marking.rows
    with pytest.raises(FileRejected):
        Marking(tmp_path / "class")
