"""A process that grades one submission after the other, and may be killed at any time.

What is handed in may be hostile, so memory and computing time are limited, the process answers in
messages that hold no code, and it ends when its input does.
"""

import contextlib
import os
import sys
from typing import Any

import msgspec

from designer.grading.batch.frames import read_frame, write_frame
from designer.importers.child import resource


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What reading and grading one submission may take.

    Attributes:
        cpu_s: seconds of computing, where the system can limit them: the same on a busy machine.
        wall_s: seconds that may pass meanwhile.
        memory_bytes: of the whole process, where the system can limit it.
    """

    cpu_s: float = 20.0
    wall_s: float = 120.0
    memory_bytes: int = 1 << 30


class Hello(msgspec.Struct, frozen=True):
    """What a worker is told first: the files of the rubric, the rubric's own first, and limits."""

    files: tuple[tuple[str, bytes], ...]
    limits: Limits


def main() -> int:
    """Answer tasks on standard input until it ends; return the exit code."""
    source = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not get between the messages.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    # One worker, one core: a thread pool of NumPy's would take memory and bring nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    first = read_frame(source)
    if first is None:
        return 0
    hello = msgspec.msgpack.decode(first, type=Hello)
    return _serve(source, sink, hello)


def _serve(source: Any, sink: Any, hello: Hello) -> int:
    import gc

    from designer.grading.batch.rubric_source import rubric_from
    from designer.grading.batch.task import Answer, Task
    from designer.grading.batch.work import failed, work

    rubric, limits = rubric_from(dict(hello.files)), hello.limits
    gc.freeze()
    _limit(resource, "RLIMIT_AS", limits.memory_bytes)
    _limit(resource, "RLIMIT_CORE", 0)
    while (body := read_frame(source)) is not None:
        task = msgspec.msgpack.decode(body, type=Task)
        _limit_time(limits.cpu_s)
        answer: Answer | None = None
        with contextlib.suppress(MemoryError):
            answer = work(rubric, task)
        exhausted = answer is None
        if answer is None:
            answer = failed(rubric, too_large(limits))
        write_frame(sink, msgspec.msgpack.encode(answer))
        if exhausted:
            # What is left of it would weigh on the next.
            return 0
    return 0


def too_large(limits: Limits) -> str:
    """Return the sentence on a submission that needs more memory than it may have."""
    return f"Reading it needs more than {limits.memory_bytes // 2**20:,} MiB of memory."


def _limit(system: Any, name: str, value: int) -> None:
    if system is None:
        return
    # A limit that is already lower, or that the system does not know, stays as it is.
    with contextlib.suppress(ValueError, OSError, AttributeError):
        system.setrlimit(getattr(system, name), (value, value))


def _limit_time(seconds: float) -> None:
    """Let the process be killed after ``seconds`` more of computing."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime + seconds) + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    sys.exit(main())
