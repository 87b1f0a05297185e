"""The child process may do its worst: the caller gets one error and can go on."""

import os
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.exporters.worker_client import GraphvizWorker, WorkerFailed, worker_command

DOT = "digraph { graph [layout=dot]; a -> b }"
READ = "import os, struct, sys, time\nsys.stdin.buffer.read(8)\n"

MISBEHAVIOUR = {
    "exits at once": "raise SystemExit(1)",
    "exits when asked": READ + "raise SystemExit(3)",
    "is killed": READ + "import signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "says garbage": READ + "sys.stdout.buffer.write(b'\\0\\0\\0\\4oops\\0\\0\\0\\0')",
    "promises too much": READ + "sys.stdout.buffer.write(b'\\xff\\xff\\xff\\xff')",
    "dies in the middle": READ + "sys.stdout.buffer.write(struct.pack('>I', 900) + b'{')",
    "answers half": READ + "sys.stdout.buffer.write(b'\\0\\0\\0\\2{}\\0\\0\\0\\0')",
    "floods its errors": READ + "sys.stderr.write('x' * 1_000_000); raise SystemExit(1)",
    "hangs": READ + "time.sleep(60)",
    "never listens": "import time; time.sleep(60)",
}


@pytest.fixture
def worker() -> Iterator[GraphvizWorker]:
    made = GraphvizWorker()
    yield made
    made.close()


def fake(tmp_path: Path, code: str) -> GraphvizWorker:
    script = tmp_path / "fake.py"
    script.write_text(textwrap.dedent(code), encoding="utf-8")
    return GraphvizWorker((sys.executable, "-I", str(script)))


@pytest.mark.parametrize("code", MISBEHAVIOUR.values(), ids=list(MISBEHAVIOUR))
def test_whatever_the_child_does_one_error_comes_back(tmp_path: Path, code: str) -> None:
    worker = fake(tmp_path, code)
    start = time.monotonic()
    with pytest.raises(WorkerFailed, match="Graphviz"):
        worker.draw(DOT, "svg", 1.0)
    assert time.monotonic() - start < 10
    assert worker.process_id is None
    worker.close()


def test_a_program_that_is_not_there_is_one_error() -> None:
    with pytest.raises(WorkerFailed, match="cannot be started"):
        GraphvizWorker(("/no/such/program",)).draw(DOT, "svg")


@pytest.mark.parametrize(
    ("form", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF-"), ("png", b"\x89PNG")]
)
def test_pictures_of_each_format(worker: GraphvizWorker, form: str, start: bytes) -> None:
    assert worker.draw(DOT, form).startswith(start)


def test_the_process_stays_warm(worker: GraphvizWorker) -> None:
    worker.draw(DOT, "svg")
    first = worker.process_id
    assert worker.draw(DOT, "svg") == worker.draw(DOT, "svg")
    assert worker.process_id == first
    assert first is not None


def test_a_process_that_died_is_started_again(worker: GraphvizWorker) -> None:
    worker.draw(DOT, "svg")
    first = worker.process_id
    assert first is not None
    os.kill(first, 9)
    while worker._running is not None and worker._running.process.poll() is None:
        time.sleep(0.01)
    assert worker.draw(DOT, "svg").startswith(b"<?xml")
    assert worker.process_id != first


@pytest.mark.parametrize(
    ("dot", "form"),
    [
        ("digraph {", "svg"),
        (DOT, "wbmp"),
        (DOT, "json0"),
        ("digraph { graph [layout=nonsense]; a }", "svg"),
    ],
)
def test_a_refusal_leaves_the_process_running(worker: GraphvizWorker, dot: str, form: str) -> None:
    worker.draw(DOT, "svg")
    first = worker.process_id
    with pytest.raises(WorkerFailed):
        worker.draw(dot, form)
    assert worker.process_id == first
    assert worker.draw(DOT, "svg")


@pytest.mark.skipif(sys.platform == "win32", reason="needs the system's limits")
def test_graphviz_calling_exit_is_survived(worker: GraphvizWorker) -> None:
    # Graphviz 14 ends the whole process when an allocation fails.
    with pytest.raises(WorkerFailed, match="Graphviz"):
        worker.draw("digraph { graph [layout=dot]; a [peripheries=1000000000] }", "svg", 20.0)
    assert worker.draw(DOT, "svg").startswith(b"<?xml")


def test_a_layout_without_end_is_stopped(worker: GraphvizWorker) -> None:
    edges = "; ".join(f"n{a} -- n{b}" for a in range(60) for b in range(a))
    start = time.monotonic()
    with pytest.raises(WorkerFailed, match=r"did not finish within 1 second|killed by signal"):
        worker.draw(f"graph {{ graph [layout=dot, splines=ortho]; {edges} }}", "svg", 1.0)
    assert time.monotonic() - start < 10


def test_the_child_knows_little_of_its_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_USER", "1")
    code = (
        READ
        + """
import json
names = json.dumps({"ok": False, "message": " ".join(sorted(os.environ)) + os.getcwd()}).encode()
sys.stdout.buffer.write(struct.pack(">I", len(names)) + names + bytes(4))
"""
    )
    worker = fake(tmp_path, code)
    with pytest.raises(WorkerFailed) as caught:
        worker.draw(DOT, "svg", 5.0)
    worker.close()
    assert "SECRET" not in str(caught.value)
    assert "PYTHON" not in str(caught.value)
    assert str(Path.cwd()) not in str(caught.value)


def test_the_command_needs_no_installation_of_ours() -> None:
    command = worker_command()
    assert command[1] == "-I"
    assert Path(command[2]).is_file()


def test_the_frozen_application_answers_like_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    argument = worker_command()[1]
    root = str(Path(__file__).parents[2])
    code = f"import sys; sys.path[:0] = [{root!r}]; sys.argv = ['tenet', {argument!r}]\n"
    code += "from designer.__main__ import main; main()"
    worker = GraphvizWorker((sys.executable, "-I", "-c", code))
    assert worker.draw(DOT, "svg").startswith(b"<?xml")
    worker.close()


def test_another_drawing_is_tried_when_the_first_fails(worker: GraphvizWorker) -> None:
    assert worker.draw_any(("digraph {", DOT), "svg") == worker.draw(DOT, "svg")
    with pytest.raises(WorkerFailed):
        worker.draw_any((DOT, "digraph {"), "wbmp")


def test_all_tries_together_keep_the_time(tmp_path: Path) -> None:
    worker = fake(tmp_path, MISBEHAVIOUR["hangs"])
    start = time.monotonic()
    with pytest.raises(WorkerFailed, match="did not finish"):
        worker.draw_any((DOT, DOT, DOT), "svg", 1.5)
    assert time.monotonic() - start < 6
    worker.close()


def test_closing_twice_is_harmless(worker: GraphvizWorker) -> None:
    worker.draw(DOT, "svg")
    worker.close()
    worker.close()
    assert worker.process_id is None
