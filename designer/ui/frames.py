"""Messages on the pipe between the window and a child process: MessagePack, the length in front."""

import struct

import msgspec

LONGEST = 64 * 2**20
_HEAD = struct.Struct(">I")


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
