"""Runs Graphviz in a process of its own: reads DOT on standard input, answers with pictures.

Graphviz can crash, hang or call exit(); none of that may reach the window. The only module that
imports pygraphviz. It runs as a plain script and so imports nothing of ours.

A frame is a length of four bytes, big-endian, and that many bytes. A request is one frame of JSON
{"dot", "format", "cpu_s"}. An answer is one frame of JSON {"ok", "message"} and one of content.
"""

import contextlib
import importlib
import json
import struct
import sys
from typing import IO, Any

resource: Any = None
with contextlib.suppress(ImportError):  # Windows has no limits of this kind.
    resource = importlib.import_module("resource")

FORMATS = ("svg", "pdf", "png")
MAX_REQUEST = 32 << 20
MEMORY_BYTES = 2 << 30
FILE_BYTES = 2 * MAX_REQUEST  # pygraphviz passes the DOT text through a temporary file


def main() -> int:
    """Answer requests until standard input ends; return the exit code."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    limit_resources()
    import pygraphviz

    while (request := read_frame(source, MAX_REQUEST)) is not None:
        message, content = answer(request, pygraphviz)
        head = json.dumps({"ok": not message, "message": message}).encode()
        for frame in (head, content):
            sink.write(struct.pack(">I", len(frame)) + frame)
        sink.flush()
    return 0


def limit_resources() -> None:
    """Bound memory and files, where the system can: a hostile drawing must stay small."""
    if resource is None:
        return
    wanted = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for kind, value in wanted.items():
        # A limit that is already lower, or that the system does not know, stays as it is.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def limit_time(seconds: float) -> None:
    """Let the process be killed after ``seconds`` more of computing."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime + seconds) + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def answer(request: bytes, pygraphviz: Any) -> tuple[str, bytes]:
    """Return what went wrong ("" for nothing) and the picture."""
    try:
        data = json.loads(request)
        dot, form, seconds = data["dot"], data["format"], float(data["cpu_s"])
        if form not in FORMATS:
            return f"unknown format {form!r}", b""
        limit_time(seconds)
        graph = pygraphviz.AGraph(string=dot)
        try:
            content = graph.draw(format=form, prog=graph.graph_attr["layout"])
        finally:
            graph.close()
    except (ValueError, KeyError, TypeError, OSError, RuntimeError, MemoryError) as error:
        return f"{type(error).__name__}: {error}", b""
    except pygraphviz.DotError as error:
        return f"Graphviz cannot read the drawing: {error}", b""
    return ("", content) if content else ("Graphviz returned nothing", b"")


def read_frame(source: IO[bytes], most: int) -> bytes | None:
    """Return the next frame, or None at the end, when it is cut, or when it is too long."""
    head = source.read(4)
    if len(head) < 4:
        return None
    length: int = struct.unpack(">I", head)[0]
    if length > most:
        return None
    content = source.read(length)
    return content if len(content) == length else None


if __name__ == "__main__":
    sys.exit(main())
