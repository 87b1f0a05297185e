"""Hands the same work to a Dask cluster: its machines grade, this one collects and writes.

Each of its workers runs one process of ``pool`` of its own, so that a hostile submission costs that
process and neither the worker nor the run.
"""

import importlib
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from designer import __version__
from designer.grading.batch.pool import Pool
from designer.grading.batch.rubric_source import RubricSource, rubric_from
from designer.grading.batch.task import Answer, Task
from designer.grading.batch.work import failed
from designer.grading.batch.worker import Hello, Limits
from designer.rules import rule_set_hash

_PER_THREAD = 3  # jobs that wait on the cluster for each of its threads
_RETRIES = 1
_PATIENCE_S = 30.0
_local = threading.local()

Job = tuple[str, Task]


class ClusterRefused(RuntimeError):
    """The cluster cannot be used; the message says why, in words for people."""


def versions() -> tuple[str, str]:
    """Return what decides a grade besides the rubric: the program and its rules."""
    return __version__, rule_set_hash()


def graded(hello: bytes, body: bytes) -> bytes:
    """Return the answer to the task ``body``: what runs on a worker of the cluster.

    Args:
        hello: the rubric's files and limits, as ``pool`` sends them too.
        body: the task, as ``pool`` sends it too.
    """
    known: tuple[bytes, Pool] | None = getattr(_local, "pool", None)
    if known is None or known[0] != hello:
        if known is not None:
            known[1].close()
        told = msgspec.msgpack.decode(hello, type=Hello)
        files = dict(told.files)
        source = RubricSource(rubric=rubric_from(files), files=files)
        known = _local.pool = (hello, Pool(source, 1, told.limits))
    task = msgspec.msgpack.decode(body, type=Task)
    ((_, answer),) = known[1].run([("", task)])
    return msgspec.msgpack.encode(answer)


class Cluster:
    """Grades on the cluster whose scheduler is at ``address`` (``tcp://host:port``)."""

    def __init__(self, source: RubricSource, address: str, limits: Limits | None = None) -> None:
        """Connect.

        Raises:
            ClusterRefused: nobody answers, no worker has joined, or one is of another version.
        """
        self._rubric = source.rubric
        used = limits if limits is not None else Limits()
        self._hello = msgspec.msgpack.encode(Hello(tuple(source.files.items()), used))
        self._client = _connected(address)
        try:
            self._require_same_program(address)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Cluster":
        """Return the connection."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster."""
        self.close()

    def close(self) -> None:
        """Leave the cluster; what it is doing for this run is dropped."""
        self._client.close()

    def _require_same_program(self, address: str) -> None:
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            raise ClusterRefused(f"{address}: no worker has joined this cluster yet")
        self._threads = sum(int(one["nthreads"]) for one in workers.values())
        try:
            found = self._client.run(versions)
        except Exception as error:
            # Dask raises again whatever a worker raised, or a bare Exception of its words.
            reason = f"{type(error).__name__}: {error}"
            raise ClusterRefused(f"{address}: its workers lack this program ({reason})") from error
        for worker, version in found.items():
            if tuple(version) != versions():
                raise ClusterRefused(
                    f"{address}: the worker {worker} has version {version[0]} with rules "
                    f"{version[1]}, and this is {__version__} with {rule_set_hash()}"
                )

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[str, Answer]]:
        """Yield key and answer of every job; a few for each thread are on their way at a time."""
        as_completed = importlib.import_module("distributed").as_completed
        hello = self._client.scatter(self._hello, broadcast=True, hash=True)
        waiting = iter(jobs)
        keys: dict[str, str] = {}
        running = as_completed([], loop=self._client.loop)
        for _ in range(_PER_THREAD * self._threads):
            self._submit(next(waiting, None), hello, keys, running)
        for future in running:
            key = keys.pop(future.key)
            yield key, self._answer(future)
            future.release()
            self._submit(next(waiting, None), hello, keys, running)

    def _submit(self, job: Job | None, hello: Any, keys: dict[str, str], running: Any) -> None:
        if job is None:
            return
        key, task = job
        body = msgspec.msgpack.encode(task)
        future = self._client.submit(
            graded, hello, body, key=f"tenet-{key}", retries=_RETRIES, pure=False
        )
        keys[future.key] = key
        running.add(future)

    def _answer(self, future: Any) -> Answer:
        if future.status != "finished":
            return failed(self._rubric, "Reading it stopped the machines that were to grade it.")
        return msgspec.msgpack.decode(future.result(), type=Answer)


def _connected(address: str) -> Any:
    try:
        client = importlib.import_module("distributed").Client
    except ImportError as error:
        hint = 'it comes with: pip install "tenet-designer[cluster]"'
        raise ClusterRefused(f"{address}: Dask is not installed; {hint}") from error
    try:
        return client(address, timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterRefused(f"{address}: no scheduler answers there ({error})") from error
