"""Messages on the pipe between the window and a child process: MessagePack, the length in front."""

import os
import struct
import sys
from collections.abc import Callable

import msgspec

Tell = Callable[[msgspec.Struct], None]

LONGEST = 64 * 2**20
_HEAD = struct.Struct(">I")
_PIECE = 1 << 20


def framed(message: msgspec.Struct) -> bytes:
    """Return the bytes of ``message`` with its length in front."""
    body = msgspec.msgpack.encode(message)
    return _HEAD.pack(len(body)) + body


class Frames:
    """Puts the bodies of messages together from the pieces in which bytes arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Take ``data`` and return the bodies that are complete; raise ValueError when absurd."""
        self._buffer += data
        bodies: list[bytes] = []
        while len(self._buffer) >= _HEAD.size:
            (length,) = _HEAD.unpack_from(self._buffer)
            if length > LONGEST:
                raise ValueError(f"a message of {length} bytes")
            if len(self._buffer) < _HEAD.size + length:
                break
            bodies.append(bytes(self._buffer[_HEAD.size : _HEAD.size + length]))
            del self._buffer[: _HEAD.size + length]
        return bodies


def serve(answer: Callable[[bytes, Tell], None]) -> int:
    """Hand every message on standard input to ``answer`` until the input ends; return 0.

    ``answer`` is given a function too that says something to the window; it raises OSError when
    nobody listens any more.
    """
    # Whatever a library prints must not get between the messages.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def tell(message: msgspec.Struct) -> None:
        out.write(framed(message))
        out.flush()

    frames = Frames()
    while data := os.read(sys.stdin.fileno(), _PIECE):
        for body in frames.feed(data):
            answer(body, tell)
    return 0
