"""Messages on the pipes of a worker: a length of four bytes, big-endian, and that many bytes."""

import struct
from typing import IO

LONGEST = 256 << 20
_HEAD = struct.Struct(">I")


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Send ``body``; raise OSError when nobody listens any more."""
    stream.write(_HEAD.pack(len(body)) + body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the next message; None at the end, or when it is cut or absurdly long."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (length,) = _HEAD.unpack(head)
    if length > LONGEST:
        return None
    body = stream.read(length)
    return body if len(body) == length else None
