"""A design in a text chunk of a PNG picture (PNG specification, 11.3.3: iTXt, zTXt and tEXt)."""

import struct
import zlib
from collections.abc import Collection, Iterator

from designer.storage.inside.unpacking import inflated
from designer.storage.limits import MAX_FILE_BYTES
from designer.storage.refusal import Refused

_MAGIC = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"tenet-source"
_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")
_END = b"IEND"
_MOST_CHUNKS = 100_000
"""A picture of the largest size allowed has far fewer; a hostile one may be made of empty ones."""


def begins(data: bytes) -> bool:
    """Tell whether ``data`` is a PNG picture."""
    return data.startswith(_MAGIC)


def put(picture: bytes, text: str) -> bytes:
    """Return ``picture`` with ``text`` inside, before its end.

    Raises:
        ValueError: it has no end.
    """
    at = picture.rfind(_END) - 4
    if at < len(_MAGIC):
        raise ValueError("the picture breaks off")
    # Compressed, method 0, no language, no translated keyword.
    body = _KEYWORD + b"\0\1\0\0\0" + zlib.compress(text.encode("utf-8"), 9)
    return picture[:at] + chunk(b"iTXt", body) + picture[at:]


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one chunk with its length and its sum (PNG specification, 5.3)."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def carries(data: bytes) -> bool:
    """Tell whether ``data`` has a chunk for a design."""
    return any(
        kind in _TEXT_CHUNKS and body.startswith(_KEYWORD + b"\0") for kind, body in _chunks(data)
    )


def find(data: bytes) -> bytes | None:
    """Return the text of the design in ``data``; None when there is no chunk for it.

    Raises:
        Refused: it is damaged or too large.
    """
    return text_of(data, (_KEYWORD,), MAX_FILE_BYTES)


def text_of(data: bytes, keywords: Collection[bytes], most: int) -> bytes | None:
    """Return the first text of at most ``most`` bytes under one of ``keywords``, if there is one.

    Raises:
        Refused: it is damaged or larger.
    """
    place = "the picture"
    for kind, body in _chunks(data):
        if kind not in _TEXT_CHUNKS:
            continue
        keyword, _, rest = body.partition(b"\0")
        if keyword not in keywords:
            continue
        if kind == b"zTXt":
            return inflated(rest[1:], most, place)
        if kind == b"iTXt":
            is_packed, rest = rest[:1] == b"\1", rest[2:]
            rest = rest.partition(b"\0")[2].partition(b"\0")[2]
            if is_packed:
                return inflated(rest, most, place)
        if len(rest) > most:
            raise Refused(place, f"its text is longer than {most // 2**20} MiB")
        return rest
    return None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_MAGIC)
    for _ in range(_MOST_CHUNKS):
        if at + 8 > len(data):
            return
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        # Only texts are looked at, so only they are copied.
        body = data[at + 8 : at + 8 + length] if kind in _TEXT_CHUNKS else b""
        yield kind, body
        at += 12 + length
