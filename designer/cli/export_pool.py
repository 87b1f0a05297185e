"""Exports many files at once in processes that stay warm; one that dies or hangs costs one file."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread, Timer

import msgspec

import designer
from designer.cli.export_worker import Answer, Task
from designer.ui.frames import Frames, framed

PATIENCE_S = 120.0
_LOOK_S = 0.5
_PIECE = 1 << 20
_WORKER = ("export", "--worker")


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def worker_command() -> tuple[str, ...]:
    """Return how a worker is started."""
    if getattr(sys, "frozen", False):
        return (sys.executable, *_WORKER)
    return (sys.executable, "-P", "-m", "designer", *_WORKER)


def export_all(
    tasks: Sequence[Task],
    count: int,
    *,
    command: Sequence[str] | None = None,
    patience_s: float = PATIENCE_S,
) -> Iterator[tuple[int, Answer]]:
    """Yield the number of each task and its answer, in the order in which they are done.

    Args:
        tasks: what to export.
        count: how many processes, at least one.
        command: starts a worker, instead of the one that comes with the program.
        patience_s: how long one task may take.

    When the caller stops listening, all processes are ended at once.
    """
    waiting = deque(enumerate(tasks))
    done: SimpleQueue[tuple[int, Answer]] = SimpleQueue()
    over = Event()
    with tempfile.TemporaryDirectory(prefix="tenet-", ignore_cleanup_errors=True) as folder:
        seats = [
            _Seat(command or worker_command(), folder, patience_s)
            for _ in range(min(max(count, 1), len(tasks)))
        ]
        threads = [
            Thread(target=_work, args=(seat, waiting, done, over), daemon=True) for seat in seats
        ]
        for thread in threads:
            thread.start()
        try:
            left = len(tasks)
            while left:
                # Windows tells of Ctrl+C only between two looks.
                with contextlib.suppress(Empty):
                    yield done.get(timeout=_LOOK_S)
                    left -= 1
        finally:
            over.set()
            for seat in seats:
                seat.kill()
            for thread in threads:
                thread.join(5.0)
            for seat in seats:
                seat.end()


def _work(
    seat: "_Seat",
    waiting: deque[tuple[int, Task]],
    done: SimpleQueue[tuple[int, Answer]],
    over: Event,
) -> None:
    while not over.is_set():
        try:
            number, task = waiting.popleft()
        except IndexError:
            return
        done.put((number, seat.ask(task)))


class _Seat:
    """A place for one process, and for the next when it has died."""

    def __init__(self, command: Sequence[str], folder: str, patience_s: float) -> None:
        self._command = tuple(command)
        self._folder = folder
        self._patience_s = patience_s
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False

    def ask(self, task: Task) -> Answer:
        """Return the answer to ``task``, or that there is none."""
        self._is_late = False
        try:
            process = self._running()
        except OSError as error:
            return Answer(problem=f"{task.file}: nothing can be started: {error.strerror}")
        watch = Timer(self._patience_s, self._give_up, args=(process,))
        watch.daemon = True
        watch.start()
        try:
            return _answered(process, task)
        except (OSError, ValueError, EOFError, msgspec.MsgspecError):
            self.end()
            if self._is_late:
                words = f"did not finish within {self._patience_s:g} seconds"
            else:
                words = "stopped the program that exports it"
            return Answer(problem=f"{task.file}: {words}")
        finally:
            watch.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(self._folder),
                # Ctrl+C is for the one that has asked, who ends this one.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
                | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        return self._process

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._is_late = True
        process.kill()

    def kill(self) -> None:
        """Have the process end, while another thread may still listen to it."""
        if (process := self._process) is not None:
            process.kill()

    def end(self) -> None:
        """End the process, if there is one, and forget it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _answered(process: subprocess.Popen[bytes], task: Task) -> Answer:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(framed(task))
    process.stdin.flush()
    frames = Frames()
    while data := os.read(process.stdout.fileno(), _PIECE):
        for body in frames.feed(data):
            return msgspec.msgpack.decode(body, type=Answer)
    raise EOFError


def _environment(folder: str) -> dict[str, str]:
    home = str(Path(designer.__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": f"{home}{os.pathsep}{known}" if known else home,
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": "offscreen",
        # What one that is killed leaves behind goes with the folder.
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder),
    }
