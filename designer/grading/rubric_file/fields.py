"""Reads the fields of one table of a rubric with their types; every refusal tells the line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher, get_close_matches
from enum import Enum
from typing import Any, NoReturn, TypeVar

from designer.grading.rubric_file.lines import Path, line_at
from designer.model.text import clean_text
from designer.storage.refusal import Refused, shown

E = TypeVar("E", bound=Enum)
MAX_TEXT = 10_000
MAX_NAME = 200
LARGEST = 1e6
_NEAR = 3


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return "; did you mean X or Y?", or ``otherwise`` when nothing is near ``word``."""
    spellings: dict[str, str] = {}
    for one in known:
        spellings.setdefault(one.casefold(), one)
    plain = word.casefold()
    near = get_close_matches(plain, list(spellings), n=_NEAR, cutoff=0.6)
    if not near:
        return f"; {otherwise}" if otherwise else ""
    # What is clearly nearer than the rest is meant, and the rest would only distract.
    likeness = [SequenceMatcher(None, one, plain).ratio() for one in near]
    told = [spellings[one] for one, r in zip(near, likeness, strict=True) if r > likeness[0] - 0.1]
    return f"; did you mean {' or '.join(told)}?"


class Fields:
    """One table; what nobody has read when it is finished is not known, and refused."""

    def __init__(
        self, values: Mapping[str, Any], path: Path, lines: dict[Path, int], label: str = ""
    ) -> None:
        """Look at ``values``, the table at ``path``; ``label`` names it for people."""
        self._values = values
        self._path = path
        self._lines = lines
        self._read: set[str] = set()
        self.label = label

    @property
    def line(self) -> int:
        """The line at which it begins; 0 for the file as a whole."""
        return line_at(self._lines, self._path)

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Refuse the field ``key``, or the whole table for ""."""
        line = line_at(self._lines, (*self._path, key) if key else self._path)
        words = [f"line {line}"] if line else []
        names = [part for part in (self.label, key) if part]
        place = ", ".join([*words, *names])
        raise Refused(place, reason)

    def has(self, key: str) -> bool:
        """Tell whether ``key`` is there."""
        return key in self._values

    def raw(self, key: str) -> Any:
        """Return the value of ``key`` as it is; None when it is absent."""
        self._read.add(key)
        return self._values.get(key)

    def finish(self) -> None:
        """Refuse what has not been read."""
        for key in self._values:
            if key not in self._read:
                known = sorted(self._read)
                hint = did_you_mean(key, known, f"there are {', '.join(known)}")
                self.refuse(key, f"is not known here{hint}")

    def text(self, key: str, default: str | None = None, most: int = MAX_TEXT) -> str:
        """Return a clean text; without ``default`` it is required."""
        value = self.raw(key)
        if value is None:
            if default is None:
                self.refuse("", f"needs '{key}'")
            return default
        if not isinstance(value, str):
            self.refuse(key, f"should be a text, not {shown(value)}")
        if len(value) > most:
            self.refuse(key, f"has more than {most:,} characters")
        cleaned = clean_text(value, lines=most > MAX_NAME).strip()
        if not cleaned and default is None:
            self.refuse(key, "should not be empty")
        return cleaned

    def flag(self, key: str) -> bool:
        """Return true or false; absent is false."""
        value = self.raw(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.refuse(key, f"should be true or false, not {shown(value)}")
        return value

    def number(
        self, key: str, default: float | None = None, *, least: float, most: float = LARGEST
    ) -> float:
        """Return a number within bounds; without ``default`` it is required."""
        found = self.maybe_number(key, least=least, most=most)
        if found is None:
            if default is None:
                self.refuse("", f"needs '{key}'")
            return default
        return found

    def maybe_number(self, key: str, *, least: float, most: float = LARGEST) -> float | None:
        """Return a number within bounds, or None when it is absent."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(key, f"should be a number, not {shown(value)}")
        if not least <= value <= most:
            self.refuse(key, f"should be a number from {least:,g} to {most:,g}")
        return float(value)

    def count(self, key: str, default: int | None, *, least: int = 0) -> int:
        """Return a whole number of ``least`` or more; without ``default`` it is required."""
        value = self.raw(key)
        if value is None:
            if default is None:
                self.refuse("", f"needs '{key}'")
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LARGEST:
            self.refuse(key, f"should be a whole number of {least} or more, not {shown(value)}")
        return value

    def choice(self, key: str, words: Mapping[str, E], default: E | None = None) -> E:
        """Return what one of ``words`` stands for; without ``default`` it is required."""
        value = self.raw(key)
        if value is None:
            if default is None:
                self.refuse("", f"needs '{key}'")
            return default
        found = words.get(value.strip().casefold()) if isinstance(value, str) else None
        if found is None:
            hint = did_you_mean(str(value), words, f"there are {', '.join(words)}")
            self.refuse(key, f"{shown(value)} is not known{hint}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Return one text or a list of texts, at least one, as a tuple."""
        value = self.raw(key)
        items = value if isinstance(value, list) else [value]
        if value is None:
            self.refuse("", f"needs '{key}'")
        if not items or not all(isinstance(one, str) and one.strip() for one in items):
            self.refuse(key, f"should be a text or a list of texts, not {shown(value)}")
        return tuple(clean_text(one).strip() for one in items)

    def moment(self, key: str) -> datetime | None:
        """Return a date with time and time zone, or None when it is absent."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, datetime) or value.tzinfo is None:
            self.refuse(
                key,
                "should be a date with time and time zone, such as 2026-11-20T23:59:00+01:00, "
                f"not {shown(value)}",
            )
        return value

    def table(self, key: str, label: str = "") -> "Fields | None":
        """Return the table at ``key``, or None when it is absent."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(key, f"should be a table, not {shown(value)}")
        return Fields(value, (*self._path, key), self._lines, label or key)

    def tables(self, key: str, name: Callable[[int, Mapping[str, Any]], str]) -> "Iterator[Fields]":
        """Yield the tables of the array at ``key``; ``name`` labels each."""
        value = self.raw(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.refuse(key, f"should be written as [[{key}]]")
        for number, one in enumerate(value):
            yield Fields(one, (*self._path, key, number), self._lines, name(number, one))

    def names(self) -> Iterator[str]:
        """Yield all keys, and take them for read."""
        for key in self._values:
            self._read.add(key)
            yield key

    def sub(self, values: Mapping[str, Any], key: str) -> "Fields":
        """Return a table that is not a field of its own, at the place of ``key``."""
        return Fields(
            values, (*self._path, key), self._lines, ", ".join(filter(None, (self.label, key)))
        )
