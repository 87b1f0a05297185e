import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from designer.grading.adjustment_file import NAME, AdjustmentFile, read_adjustments, to_bytes
from designer.grading.adjustments import WHOLE, Adjustment, Adjustments
from designer.storage.refusal import FileRejected, SaveFailed

AT = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
ONE = Adjustment(
    points=2.5, comment="Two lines,\n=not <b>one</b>", by="Ada", at=AT, computed=1.0, work="ab12"
)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    file = AdjustmentFile(tmp_path)
    file.put("ann", "zone", ONE)
    file.put("bob", WHOLE, Adjustment(comment="Fine.", at=AT))
    assert read_adjustments(tmp_path) == file.adjustments
    assert read_adjustments(tmp_path).get("ann", "zone") == ONE
    file.put("ann", "zone", None)
    assert read_adjustments(tmp_path).count == 1


def test_the_same_adjustments_are_the_same_bytes() -> None:
    one = Adjustments().having("ann", "zone", ONE).having("bob", "a", ONE)
    two = Adjustments().having("bob", "a", ONE).having("ann", "zone", ONE)
    assert to_bytes(one) == to_bytes(two)


def test_nobody_writes_over_what_somebody_else_has_given(tmp_path: Path) -> None:
    ours, theirs = AdjustmentFile(tmp_path), AdjustmentFile(tmp_path)
    theirs.put("ann", "zone", ONE)
    assert ours.put("bob", "zone", ONE)
    assert theirs.refresh()
    assert not theirs.refresh()
    assert ours.adjustments == theirs.adjustments
    assert ours.adjustments.count == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no adjustments"),
        ("{", "holds no adjustments"),
        ('{"format": 2}', "has format 2"),
        ('{"format": 1, "adjustments": [{"student": "a"}]}', "holds no adjustments"),
        (
            '{"format": 1, "adjustments": [{"student": "a", "at": "2026-01-01T00:00:00"}]}',
            "time without its zone",
        ),
    ],
)
def test_a_broken_file_is_refused_and_left_alone(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(FileRejected, match=said):
        AdjustmentFile(tmp_path)
    assert (tmp_path / NAME).read_text() == text


def test_invisible_text_of_a_file_is_taken_out(tmp_path: Path) -> None:
    entry = {"student": "a", "comment": "x\u202ey\nz", "by": "A\nB", "at": "2026-01-01T00:00:00Z"}
    (tmp_path / NAME).write_text(json.dumps({"format": 1, "adjustments": [entry]}))
    one = read_adjustments(tmp_path).get("a", WHOLE)
    assert one is not None
    assert (one.comment, one.by) == ("xy\nz", "A B")


def test_a_change_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    file = AdjustmentFile(tmp_path)
    file.put("ann", "zone", ONE)
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    with pytest.raises((SaveFailed, FileRejected)):
        file.put("bob", "zone", ONE)
    assert file.adjustments.get("bob", "zone") is None


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from designer.grading.adjustment_file import AdjustmentFile
from designer.grading.adjustments import Adjustment
file = AdjustmentFile(Path(sys.argv[1]))
for number in range(100_000):
    one = Adjustment(points=float(number), at=datetime(2026, 1, 1, tzinfo=UTC))
    file.put(f"student {number % 20:02}", "zone", one)
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_program_has_lost_nothing_it_has_kept(tmp_path: Path) -> None:
    here = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": here},
    ) as writer:
        assert writer.stdout is not None
        told = [int(writer.stdout.readline()) for _ in range(40)]
        writer.send_signal(signal.SIGKILL)
        told += [int(line) for line in writer.stdout.read().split()]
    last = max(told)
    kept = read_adjustments(tmp_path)
    assert kept.count == 20
    points = [one.points for _, _, one in kept.entries()]
    # The one being written when the program was killed may be there or not.
    assert max(p for p in points if p is not None) in (last, last + 1)
    assert AdjustmentFile(tmp_path).adjustments == kept
