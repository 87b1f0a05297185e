"""Keeps one warm Graphviz process, asks it for pictures, and survives whatever becomes of it."""

import atexit
import contextlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO

from designer.resources import asset

TIME_LIMIT_S = 30.0
MAX_ANSWER = 256 << 20
FROZEN_ARGUMENT = "--graphviz-worker"
"""What the frozen application's own program is called with to become the worker."""

_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP")
_KEPT_LINES = 20


class WorkerFailed(RuntimeError):
    """The worker gave no picture; the message says why, in words for people."""


def worker_command() -> tuple[str, ...]:
    """Return how the worker is started: a script that sees nothing of the caller's settings."""
    if getattr(sys, "frozen", False):
        return (sys.executable, FROZEN_ARGUMENT)
    return (sys.executable, "-I", str(Path(__file__).with_name("graphviz_worker.py")))


class GraphvizWorker:
    """One child process that draws; started when first asked, and again after it died.

    Safe to be used from several threads: one request runs at a time.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """Use ``command`` instead of the worker that comes with the program."""
        self._command = tuple(command) if command is not None else worker_command()
        self._lock = Lock()
        self._running: _Running | None = None

    def draw(self, dot: str, form: str, time_limit_s: float = TIME_LIMIT_S) -> bytes:
        """Return the picture of ``dot`` as "svg", "pdf" or "png".

        Raises:
            WorkerFailed: the process died, took too long, or Graphviz refused.
        """
        request = json.dumps({"dot": dot, "format": form, "cpu_s": time_limit_s}).encode()
        with self._lock:
            running = self._running
            if running is None or running.process.poll() is not None:
                self._drop()
                running = self._running = _Running.started(self._command)
            try:
                head = running.ask(request, time_limit_s)
                content = running.next_frame(time_limit_s)
                data = json.loads(head)
                ok, message = bool(data["ok"]), str(data["message"])
            except WorkerFailed:
                self._drop()
                raise
            except (ValueError, KeyError, TypeError) as error:
                self._drop()
                raise WorkerFailed("Graphviz gave an answer that makes no sense") from error
        if not ok:
            raise WorkerFailed(message[:500])
        return content

    def draw_any(self, dots: Sequence[str], form: str, time_limit_s: float = TIME_LIMIT_S) -> bytes:
        """Return the picture of the first of ``dots`` that Graphviz draws; see ``draw``.

        Each but the last may take two thirds of the time that is left.
        """
        end = time.monotonic() + time_limit_s
        for dot in dots[:-1]:
            with contextlib.suppress(WorkerFailed):
                return self.draw(dot, form, (end - time.monotonic()) * 2 / 3)
        return self.draw(dots[-1], form, max(end - time.monotonic(), 0.1))

    @property
    def process_id(self) -> int | None:
        """The id of the running process, or None."""
        running = self._running
        return None if running is None else running.process.pid

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._running is not None:
            self._running.end()
            self._running = None


@dataclass(slots=True)
class _Running:
    """One process with the threads that read it."""

    process: subprocess.Popen[bytes]
    folder: tempfile.TemporaryDirectory[str]
    frames: SimpleQueue[bytes | None]
    errors: deque[bytes]
    threads: tuple[Thread, ...] = ()

    @classmethod
    def started(cls, command: Sequence[str]) -> "_Running":
        # An empty folder of its own: a drawing can name no file beside it.
        folder = tempfile.TemporaryDirectory(prefix="tenet-", ignore_cleanup_errors=True)
        try:
            _lay_out_fonts(Path(folder.name))
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=folder.name,
                env=_environment(Path(folder.name)),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            folder.cleanup()
            raise WorkerFailed(f"Graphviz cannot be started: {error.strerror}") from error
        made = cls(process, folder, SimpleQueue(), deque(maxlen=_KEPT_LINES))
        made.threads = (
            Thread(target=_read_frames, args=(process.stdout, made.frames), daemon=True),
            Thread(target=_read_lines, args=(process.stderr, made.errors), daemon=True),
        )
        for thread in made.threads:
            thread.start()
        return made

    def ask(self, request: bytes, time_limit_s: float) -> bytes:
        stream = self.process.stdin
        try:
            if stream is None:
                raise WorkerFailed("Graphviz cannot be reached")
            stream.write(struct.pack(">I", len(request)) + request)
            stream.flush()
        except OSError as error:
            raise WorkerFailed(self._death()) from error
        return self.next_frame(time_limit_s)

    def next_frame(self, time_limit_s: float) -> bytes:
        try:
            frame = self.frames.get(timeout=time_limit_s)
        except Empty:
            raise WorkerFailed(f"Graphviz did not finish within {time_limit_s:g} seconds") from None
        if frame is None:
            raise WorkerFailed(self._death())
        return frame

    def _death(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1.0)
        code = self.process.poll()
        how = f"was killed by signal {-code}" if code is not None and code < 0 else "stopped"
        self.threads[1].join(0.5)
        last = b" ".join(self.errors).decode("utf-8", "replace").strip()[-200:]
        return f"Graphviz {how}" + (f" ({last})" if last else "")

    def end(self) -> None:
        self.process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5.0)
        for thread in self.threads:
            thread.join(2.0)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self.folder.cleanup()


def _lay_out_fonts(folder: Path) -> None:
    # Copies, because the fontconfig inside pygraphviz leaves a file in each folder it looks into.
    fonts = asset("fonts/fonts.conf").parent
    (folder / "fonts").mkdir()
    for font in fonts.glob("*.ttf"):
        shutil.copyfile(font, folder / "fonts" / font.name)
    shutil.copyfile(fonts / "fonts.conf", folder / "fonts.conf")


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "FONTCONFIG_FILE": str(folder / "fonts.conf")}


def _read_frames(stream: IO[bytes], frames: "SimpleQueue[bytes | None]") -> None:
    with contextlib.suppress(OSError, ValueError):
        while len(head := stream.read(4)) == 4:
            length: int = struct.unpack(">I", head)[0]
            if length > MAX_ANSWER or len(content := stream.read(length)) < length:
                break
            frames.put(content)
    frames.put(None)


def _read_lines(stream: IO[bytes], lines: "deque[bytes]") -> None:
    with contextlib.suppress(OSError, ValueError):
        while line := stream.readline(4096):
            lines.append(line.strip())


_shared: GraphvizWorker | None = None


def shared_worker() -> GraphvizWorker:
    """Return the worker all exports of this process share; it ends with the process."""
    global _shared
    if _shared is None:
        _shared = GraphvizWorker()
        atexit.register(_shared.close)
    return _shared
