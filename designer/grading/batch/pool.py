"""Worker processes of this machine: kept warm, watched, and replaced when they are killed."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import msgspec

from designer.grading.batch.frames import read_frame, write_frame
from designer.grading.batch.rubric_source import RubricSource
from designer.grading.batch.task import Answer, Task
from designer.grading.batch.work import failed
from designer.grading.batch.worker import Hello, Limits

FROZEN_ARGUMENT = "--grading-worker"
"""What the frozen application's own program is called with to become a worker."""

_TRIES = 2  # a worker that the system has killed may have been innocent
_STARTING_S = 60.0

Job = tuple[str, Task]


def worker_command() -> tuple[str, ...]:
    """Return how a worker is started."""
    if getattr(sys, "frozen", False):
        return (sys.executable, FROZEN_ARGUMENT)
    return (sys.executable, "-P", "-m", "designer.grading.batch.worker")


def processors() -> int:
    """Return how many processes can work at the same time on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


@dataclass(slots=True, eq=False)
class _Worker:
    """One process, the job it has, and when its time is up."""

    process: subprocess.Popen[bytes]
    reader: Thread | None = None
    job: Job | None = None
    tries: int = 0
    deadline: float = 0.0
    answered: int = 0


@dataclass(slots=True)
class _Round:
    """The state of one run over many jobs."""

    jobs: Iterator[Job]
    again: deque[tuple[Job, int]] = field(default_factory=deque)

    def next_job(self) -> tuple[Job, int] | None:
        if self.again:
            return self.again.popleft()
        job = next(self.jobs, None)
        return None if job is None else (job, 1)


class Pool:
    """Grades on ``count`` processes; each answer is yielded as soon as it is there."""

    def __init__(self, source: RubricSource, count: int, limits: Limits | None = None) -> None:
        """Start nothing yet."""
        self._rubric = source.rubric
        self._count = max(1, count)
        self._limits = limits if limits is not None else Limits()
        self._hello = msgspec.msgpack.encode(Hello(tuple(source.files.items()), self._limits))
        self._said: SimpleQueue[tuple[_Worker, bytes | None]] = SimpleQueue()
        self._workers: list[_Worker] = []

    def __enter__(self) -> "Pool":
        """Return the pool."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        self.close()

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The ids of the running processes."""
        return tuple(worker.process.pid for worker in self._workers)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[str, Answer]]:
        """Yield key and answer of every job, in the order in which they are done.

        Jobs are taken from the iterable only when a worker is free for them.
        """
        round_ = _Round(iter(jobs))
        self._fill(round_)
        while busy := [worker for worker in self._workers if worker.job is not None]:
            yield from self._listen(busy, round_)
            self._fill(round_)

    def _fill(self, round_: _Round) -> None:
        idle = [worker for worker in self._workers if worker.job is None]
        while idle or len(self._workers) < self._count:
            found = round_.next_job()
            if found is None:
                return
            worker = idle.pop() if idle else self._started()
            self._give(worker, *found)

    def _started(self) -> _Worker:
        process = subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        worker = _Worker(process)
        worker.reader = Thread(target=self._read, args=(worker,), daemon=True)
        worker.reader.start()
        self._workers.append(worker)
        with contextlib.suppress(OSError):
            _send(worker, self._hello)
        return worker

    def _read(self, worker: _Worker) -> None:
        stream = worker.process.stdout
        with contextlib.suppress(OSError, ValueError):
            while stream is not None and (body := read_frame(stream)) is not None:
                self._said.put((worker, body))
        self._said.put((worker, None))

    def _give(self, worker: _Worker, job: Job, tries: int) -> None:
        worker.job, worker.tries = job, tries
        starting = 0.0 if worker.answered else _STARTING_S
        worker.deadline = time.monotonic() + self._limits.wall_s + starting
        # A worker that died meanwhile says so by the end of its output.
        with contextlib.suppress(OSError):
            _send(worker, msgspec.msgpack.encode(job[1]))

    def _listen(self, busy: list[_Worker], round_: _Round) -> Iterator[tuple[str, Answer]]:
        wait = min(worker.deadline for worker in busy) - time.monotonic()
        try:
            worker, body = self._said.get(timeout=max(0.0, wait))
        except Empty:
            yield from self._stop_late(busy)
            return
        if worker not in self._workers:
            return
        if body is None:
            yield from self._died(worker, round_)
            return
        job = worker.job
        worker.job = None
        worker.answered += 1
        try:
            answer = msgspec.msgpack.decode(body, type=Answer)
        except msgspec.MsgspecError:
            answer = failed(self._rubric, "Reading it upset the program that reads it.")
            self._drop(worker)
        if job is not None:
            yield job[0], answer

    def _stop_late(self, busy: list[_Worker]) -> Iterator[tuple[str, Answer]]:
        now = time.monotonic()
        for worker in busy:
            if worker.deadline <= now and worker.job is not None:
                key = worker.job[0]
                self._drop(worker)
                reason = f"Reading it did not finish within {self._limits.wall_s:g} seconds."
                yield key, failed(self._rubric, reason)

    def _died(self, worker: _Worker, round_: _Round) -> Iterator[tuple[str, Answer]]:
        job, tries = worker.job, worker.tries
        self._drop(worker)
        code = worker.process.returncode
        if job is None:
            return
        if code == -getattr(signal, "SIGXCPU", 24):
            reason = f"Reading it takes more than {self._limits.cpu_s:g} seconds of computing time."
            yield job[0], failed(self._rubric, reason)
        elif tries < _TRIES:
            round_.again.append((job, tries + 1))
        else:
            yield job[0], failed(self._rubric, "Reading it stopped the program that reads it.")

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        _end(worker)


def _send(worker: _Worker, body: bytes) -> None:
    stream = worker.process.stdin
    if stream is not None:
        write_frame(stream, body)


def _end(worker: _Worker) -> None:
    process = worker.process
    if process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            # One whose output has ended is about to leave a code that tells why.
            process.wait(0.5 if worker.reader is None or not worker.reader.is_alive() else 0.0)
    process.kill()
    process.wait()
    if worker.reader is not None:
        worker.reader.join(2.0)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def _environment() -> dict[str, str]:
    import designer

    root = str(Path(designer.__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root,
        "QT_QPA_PLATFORM": "offscreen",
    }
