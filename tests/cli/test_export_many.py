"""`tenet export` of many files: all that can be is exported, and what cannot is said."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from designer.cli.export_many import Names
from designer.cli.export_pool import export_all
from designer.cli.export_worker import Answer, Task
from designer.exporters.drawio import to_drawio
from designer.exporters.formats import exported, format_called
from designer.exporters.options import ExportOptions
from designer.importers.dispatch import import_file
from designer.storage.diagram_file import read
from tests.cli.conftest import Tenet

ROOT = Path(__file__).parents[2]


def test_files_go_into_a_folder_and_a_bad_one_stops_nothing(
    tenet: Tenet, shop: str, tmp_path: Path
) -> None:
    for name in ("a", "c"):
        (tmp_path / f"{name}.tenet").write_bytes((tmp_path / shop).read_bytes())
    (tmp_path / "b.tenet").write_text("{")
    names = ("a.tenet", "b.tenet", "gone.tenet", "c.tenet")
    done = tenet("export", *names, "-o", "out/new", "--format", "svg", "--theme", "dark")
    assert done.code == 1
    assert done.out.splitlines() == ["out/new/a.svg: drawn", "out/new/c.svg: drawn"]
    first, second, last = done.err.splitlines()
    assert first.startswith("b.tenet: line 1")
    assert second == "gone.tenet: cannot be read: no such file or directory"
    assert last == "2 of 4 files could not be exported."
    assert sorted(path.name for path in (tmp_path / "out/new").iterdir()) == ["a.svg", "c.svg"]
    # The same bytes as from one file alone.
    alone = exported(read(tmp_path / "a.tenet"), format_called("svg"), ExportOptions(theme="dark"))
    assert (tmp_path / "out/new/a.svg").read_bytes() == alone.content


def test_every_page_of_a_foreign_file_is_exported(tenet: Tenet, tmp_path: Path, shop: str) -> None:
    one = to_drawio(read(tmp_path / shop))
    page = one[one.index("<diagram") : one.index("</mxfile>")]
    (tmp_path / "two.drawio").write_text(one.replace(page, page + page))
    done = tenet("export", "two.drawio", "-o", "out/", "--format", "drawio")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == ["out/two-1.drawio: written", "out/two-2.drawio: written"]
    (found,) = import_file(tmp_path / "out/two-2.drawio").pages
    assert found.diagram.topology == read(tmp_path / shop).topology


def test_what_is_missing_on_the_command_line_is_said(tenet: Tenet, shop: str) -> None:
    for words in (("export",), ("export", shop)):
        done = tenet(*words)
        assert done.code == 2
        assert "Say what to export, and where to" in done.err
    done = tenet("export", shop, shop, "-o", shop)
    assert done.code == 2
    assert done.err == f"{shop}: cannot be made: file exists\n"


def test_names_are_given_once_and_no_file_that_is_read_is_written_over(tmp_path: Path) -> None:
    files = ["a/x.tenet", "b/X.tenet", "x-2.tenet", str(tmp_path / "y.svg"), "c/x.drawio"]
    names = Names(files, tmp_path, ".svg")
    given = [names.path_for(number, 1, 1).name for number in range(len(files))]
    assert given == ["x.svg", "X-2.svg", "x-2-2.svg", "y-2.svg", "x-3.svg"]
    assert [names.path_for(0, page, 2).name for page in (1, 2)] == ["x-1.svg", "x-2-3.svg"]


MISBEHAVIOUR = {
    "dies": ("raise SystemExit(3)", "stopped the program"),
    "says garbage": ("sys.stdout.write('?' * 999)", "stopped the program"),
    "promises too much": ("sys.stdout.buffer.write(b'\\xff' * 9)", "stopped the program"),
    "hangs": ("time.sleep(60)", "did not finish within 1 seconds"),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_worker_may_do_its_worst(name: str, tmp_path: Path) -> None:
    code, words = MISBEHAVIOUR[name]
    script = f"import sys, time\nsys.stdin.buffer.read(4)\n{code}"
    command = (sys.executable, "-I", "-c", script)
    tasks = [Task(f"{number}.tenet", "svg", {}) for number in range(3)]
    began = time.monotonic()
    answers = dict(export_all(tasks, 2, command=command, patience_s=1.0))
    assert time.monotonic() - began < 20
    assert sorted(answers) == [0, 1, 2]
    for number, answer in answers.items():
        assert answer.problem.startswith(f"{number}.tenet: ")
        assert words in answer.problem


def test_what_cannot_be_started_is_said() -> None:
    ((number, answer),) = export_all([Task("a", "svg", {})], 4, command=("/no/such/program",))
    assert number == 0
    assert answer == Answer(problem="a: nothing can be started: No such file or directory")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_stopping_leaves_whole_files_and_no_process(shop: str, tmp_path: Path) -> None:
    names = [f"{number}.tenet" for number in range(40)]
    for name in names:
        (tmp_path / name).write_bytes((tmp_path / shop).read_bytes())
    place = tmp_path / "tmp"
    place.mkdir()
    words = ("-o", "out", "--jobs", "1", "--format", "svg")
    run = subprocess.Popen(
        [sys.executable, "-m", "designer", "export", *names, *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    assert run.stdout.readline().endswith("drawn\n")
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=30)
    assert run.returncode == 1
    assert told.startswith("Stopped; ")
    assert told.endswith("of 40 files are exported.\n")
    written = list((tmp_path / "out").iterdir())
    assert 0 < len(written) < 40
    for path in written:
        assert path.suffix == ".svg"
        assert path.read_bytes().endswith(b"</svg>\n")
    assert list(place.iterdir()) == []
    if sys.platform == "linux":
        assert not _processes_in(place)


def _processes_in(place: Path) -> list[str]:
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            held = f"TMPDIR={place}".encode() in environment.read_bytes()
        except OSError:
            continue
        if held:
            found.append(environment.parent.name)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are POSIX")
def test_a_terminal_is_shown_how_far_it_is(shop: str, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "designer", "export", shop, "-o", "out/", "--format", "svg"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(theirs)
    seen = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.returncode == 0
    assert done.stdout == "out/shop.svg: drawn\n"
    assert "Exporting" in seen
    assert "0/1" in seen
