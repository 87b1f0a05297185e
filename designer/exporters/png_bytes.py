"""Writes PNG files of drawings: flat areas, for which the usual search for a filter is in vain.

Qt's writer tries five filters on every row; of a drawing it makes no smaller file, and takes twice
the time (measured on 22 million pixels: 0.66 s and 1.77 MB, here 0.3 s and 1.76 MB).
"""

import struct
import zlib
from collections.abc import Iterable

_MAGIC = b"\x89PNG\r\n\x1a\n"
_RGB, _RGBA = 2, 6
_LEVEL = 6
_NO_FILTER = b"\0"


def png_bytes(
    rows: Iterable[memoryview | bytes],
    width: int,
    height: int,
    *,
    has_alpha: bool,
    dots_per_metre: int,
) -> bytes:
    """Return a PNG file (PNG specification, 11.2: IHDR, pHYs, IDAT and IEND).

    Args:
        rows: ``height`` rows from the top, each of ``width`` times three bytes (red, green, blue),
            or four with the alpha that they are not multiplied by.
        width: pixels in a row.
        height: rows.
        has_alpha: whether there is a fourth byte.
        dots_per_metre: how many pixels are a metre on paper.
    """
    packer = zlib.compressobj(_LEVEL)
    packed = []
    for row in rows:
        packed += [packer.compress(_NO_FILTER), packer.compress(row)]
    packed.append(packer.flush())
    kind = _RGBA if has_alpha else _RGB
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    size = struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)
    return b"".join(
        (
            _MAGIC,
            _chunk(b"IHDR", head),
            _chunk(b"pHYs", size),
            _chunk(b"IDAT", b"".join(packed)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
