"""Durations as people write them: "15 min", "4 h", "1 h 30 min" instead of bare seconds."""

import math
import re

_UNIT_S = {
    "ms": 0.001,
    "s": 1.0,
    "sec": 1.0,
    "second": 1.0,
    "m": 60.0,
    "min": 60.0,
    "minute": 60.0,
    "h": 3600.0,
    "hr": 3600.0,
    "hour": 3600.0,
    "d": 86400.0,
    "day": 86400.0,
    "w": 604800.0,
    "week": 604800.0,
    "year": 31536000.0,
}
_STEPS = ((86400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s"))
_PART = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([a-zA-Z]*)\s*")


def parse_duration(text: str) -> float | None:
    """Return the seconds that ``text`` means, or None when it means no duration.

    A bare number is seconds. Parts add up, so "1 h 30 min" is 5400.

    >>> parse_duration("15 min"), parse_duration("4h"), parse_duration("soon")
    (900.0, 14400.0, None)
    """
    total, position = 0.0, 0
    text = text.strip()
    if not text:
        return None
    while position < len(text):
        found = _PART.match(text, position)
        if found is None:
            return None
        seconds = _unit_s(found[2])
        if seconds is None:
            return None
        total += float(found[1].replace(",", ".")) * seconds
        position = found.end()
    return total if math.isfinite(total) else None


def _unit_s(word: str) -> float | None:
    word = word.lower()
    if not word:
        return 1.0
    return _UNIT_S.get(word) or _UNIT_S.get(word.removesuffix("s"))


def format_duration(seconds: float) -> str:
    """Say a duration exactly, in at most the units it needs; parse_duration reads it back.

    >>> format_duration(900), format_duration(5400), format_duration(0)
    ('15 min', '1 h 30 min', '0 s')
    """
    if not math.isfinite(seconds):
        return "for ever"
    parts: list[str] = []
    rest = seconds
    for size, unit in _STEPS[:-1]:
        count = int(rest // size)
        if count:
            parts.append(f"{count} {unit}")
            rest -= count * size
    if rest or not parts:
        parts.append(f"{rest:.6f}".rstrip("0").rstrip(".") + " s")
    return " ".join(parts)


def rough_duration(seconds: float | None) -> str:
    """Say a duration in its one or two largest units, for tables and sentences."""
    if seconds is None or not math.isfinite(seconds):
        return "not recoverable"
    if seconds < 1:
        return "0 s" if seconds == 0 else "under 1 s"
    index = next(i for i, (size, _) in enumerate(_STEPS) if seconds >= size)
    size, unit = _STEPS[index]
    whole = int(seconds // size)
    if index + 1 < len(_STEPS) and whole < 10:
        smaller, name = _STEPS[index + 1]
        more = int((seconds - whole * size) // smaller)
        if more:
            return f"{whole} {unit} {more} {name}"
    return f"{whole} {unit}"
