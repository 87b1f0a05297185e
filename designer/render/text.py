"""How wide text is in the bundled font, known without Qt: all exporters break lines alike."""

import struct
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from designer.resources import asset

LINE_HEIGHT = 1.2
ELLIPSIS = "…"
_FILES = {False: "fonts/LiberationSans-Regular.ttf", True: "fonts/LiberationSans-Bold.ttf"}


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in px of one line of ``text`` set at ``size`` px, without kerning."""
    widths = _widths(bold)
    return sum(widths[character] for character in text) * size


@lru_cache(maxsize=8192)
def wrap(
    text: str, width: float, size: float, max_lines: int = 2, bold: bool = False
) -> tuple[str, ...]:
    """Break ``text`` into at most ``max_lines`` lines of at most ``width`` px.

    Breaks at white space, inside a word only when the word alone is too wide. What does not fit
    is cut and ends with an ellipsis. Empty text gives no line.
    """
    lines = [line for part in text.splitlines() for line in _broken(part, width, size, bold)]
    if len(lines) <= max_lines:
        return tuple(lines)
    kept = lines[:max_lines]
    kept[-1] = elided(f"{kept[-1]} {lines[max_lines]}", width, size, bold)
    return tuple(kept)


def elided(text: str, width: float, size: float, bold: bool = False) -> str:
    """Return ``text`` cut to ``width`` px, with an ellipsis when something was cut."""
    if text_width(text, size, bold) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, bold)
    kept = _prefix(text, room, size, bold)
    return text[:kept].rstrip() + ELLIPSIS


def _broken(text: str, width: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    space = text_width(" ", size, bold)
    for word in text.split():
        rest, wide = word, text_width(word, size, bold)
        if line and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        while wide > width and len(rest) > 1:
            kept = max(1, _prefix(rest, width, size, bold))
            lines.append(rest[:kept])
            rest = rest[kept:]
            wide = text_width(rest, size, bold)
        line, used = rest, wide
    if line:
        lines.append(line)
    return lines


def _prefix(text: str, room: float, size: float, bold: bool) -> int:
    widths = _widths(bold)
    used = 0.0
    for count, character in enumerate(text):
        used += widths[character] * size
        if used > room:
            return count
    return len(text)


class _Widths(dict[str, float]):
    """Advance widths in em by character, looked up in the font when first asked for."""

    def __init__(self, font: "_Font") -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        width = self._font.advance(ord(character))
        if width is None:
            width = _guessed(character)
        self[character] = width
        return width


def _guessed(character: str) -> float:
    # Another font draws it; these are the widths most of them agree on.
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.6


@cache
def _widths(bold: bool) -> _Widths:
    return _Widths(_parsed(asset(_FILES[bold]).read_bytes()))


@dataclass(frozen=True, slots=True)
class _Font:
    """The two tables of a TrueType font that tell widths.

    Attributes:
        segments: (first, last, delta, offset into ``glyphs`` or -1) of the format 4 character map.
        glyphs: the glyph numbers the segments with an offset point into.
        advances: in em, by glyph number; the last one holds for all further glyphs.
    """

    segments: tuple[tuple[int, int, int, int], ...]
    glyphs: tuple[int, ...]
    advances: tuple[float, ...]

    def advance(self, code: int) -> float | None:
        """Return the width in em of a character, or None when the font lacks it."""
        index = bisect_left(self.segments, code, key=_last_code)
        if index == len(self.segments):
            return None
        first, _, delta, offset = self.segments[index]
        if code < first:
            return None
        glyph = code if offset < 0 else self.glyphs[offset + code - first]
        glyph = (glyph + delta) & 0xFFFF if offset < 0 or glyph else 0
        return None if glyph == 0 else self.advances[min(glyph, len(self.advances) - 1)]


def _last_code(segment: tuple[int, int, int, int]) -> int:
    return segment[1]


def _parsed(data: bytes) -> _Font:
    # Layout of the tables: OpenType specification 1.9, chapters "cmap", "hhea", "hmtx".
    tables: dict[bytes, int] = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        tables[tag] = offset
    units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    metrics = struct.unpack_from(f">{2 * count}H", data, tables[b"hmtx"])
    segments, glyphs = _character_map(data, tables[b"cmap"])
    return _Font(segments, glyphs, tuple(advance / units for advance in metrics[::2]))


def _character_map(
    data: bytes, start: int
) -> tuple[tuple[tuple[int, int, int, int], ...], tuple[int, ...]]:
    for index in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * index)
        if (platform, encoding) == (3, 1):
            break
    else:
        raise ValueError("the font has no Unicode character map")
    table = start + offset
    length = struct.unpack_from(">H", data, table + 2)[0]
    doubled = struct.unpack_from(">H", data, table + 6)[0]
    count = doubled // 2
    numbers = struct.unpack_from(f">{(length - 14) // 2}H", data, table + 14)
    lasts = numbers[:count]
    firsts = numbers[count + 1 : 2 * count + 1]
    deltas = numbers[2 * count + 1 : 3 * count + 1]
    ranges = numbers[3 * count + 1 : 4 * count + 1]
    # A range offset counts bytes from its own place in the table; the glyphs follow the ranges.
    segments = tuple(
        (firsts[i], lasts[i], deltas[i], -1 if ranges[i] == 0 else ranges[i] // 2 + i - count)
        for i in range(count)
    )
    return segments, numbers[4 * count + 1 :]
