"""Finds services by what people call them: name, abbreviation, synonym, part or near miss."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from designer.catalog.loader import catalog
from designer.catalog.service import Scope, Service

_WORD = re.compile(r"[a-z0-9]+")
_VENDOR = frozenset({"aws", "amazon"})
_LONG_ENOUGH_FOR_PARTS = 3
_LONG_ENOUGH_FOR_TYPOS = 4
_LONG_ENOUGH_FOR_TWO_TYPOS = 7

# How good a hit is; only the order matters.
_KEY, _NAME, _NAME_NOUN, _SYNONYM, _NAME_WORD, _ABBREVIATION = 100, 95, 92, 90, 89, 88
_NAME_START, _ABBREVIATION_END, _SYNONYM_START, _WORD_START, _ALL_WORDS = 80, 75, 70, 60, 50
_PART, _SUMMARY, _TYPO, _SUBSEQUENCE = 40, 30, 20, 10
_COST_OF_A_SLIP = 3
_OUTSIDE_AWS = -3


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What one can search for: a key, and everything people may call it.

    Attributes:
        is_outside: it stands outside AWS, and comes after its like inside.
    """

    key: str
    name: str
    full_name: str
    summary: str = ""
    synonyms: tuple[str, ...] = ()
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    row: Findable
    key: str
    name: str
    name_words: frozenset[str]
    synonyms: frozenset[str]
    abbreviations: frozenset[str]
    abbreviation_ends: frozenset[str]
    words: tuple[str, ...]
    summary_words: frozenset[str]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in ("and", "of", "for", "the"))


def _entry(service: Findable) -> _Entry:
    name = _words(service.name)
    full = [word for word in _words(service.full_name) if word not in _VENDOR]
    last = [word for word in _words(service.full_name.split(":")[-1]) if word not in _VENDOR]
    synonyms = [" ".join(_words(synonym)) for synonym in service.synonyms]
    spoken = [*name, *full, *(word for synonym in synonyms for word in synonym.split())]
    initials = {_initials(words) for words in (name, full, last) if len(words) > 1}
    # People say "lb" for any load balancer, whatever kind comes before.
    ends = {_initials(words[-2:]) for words in (name, full, last) if len(words) > 2}
    return _Entry(
        row=service,
        key=" ".join(_words(service.key)),
        name=" ".join(name),
        name_words=frozenset(name),
        synonyms=frozenset({*synonyms, " ".join(full)}),
        abbreviations=frozenset(initials),
        abbreviation_ends=frozenset(end for end in ends if len(end) > 1),
        words=tuple(dict.fromkeys([*_words(service.key), *spoken])),
        summary_words=frozenset(_words(service.summary)),
    )


class Finder:
    """Finds the best of some rows for what was typed."""

    def __init__(self, rows: Iterable[Findable]) -> None:
        self._entries = tuple(_entry(row) for row in rows)

    def find(self, query: str) -> tuple[tuple[int, str], ...]:
        """Return how well each row fits that ``query`` may mean, and its key, best first.

        All rows fit an empty query. Equal hits stay in the rows' order. Typing errors and
        scattered letters are considered only when nothing better is found.
        """
        asked = " ".join(_words(query))
        if not asked:
            return () if query.strip() else tuple((0, entry.row.key) for entry in self._entries)
        hits = [(_score(entry, asked), entry) for entry in self._entries]
        if all(score == 0 for score, _ in hits):
            hits = [(_guess(entry, asked), entry) for entry in self._entries]
        found = [(score, entry.row.key) for score, entry in hits if score > 0]
        return tuple(sorted(found, key=lambda hit: -hit[0]))


@cache
def services() -> Finder:
    """Return the finder of the catalog's services."""
    return Finder(
        Findable(
            key=service.key,
            name=service.name,
            full_name=service.full_name,
            summary=service.summary,
            synonyms=tuple(service.synonyms),
            is_outside=service.failure.scope is Scope.EXTERNAL,
        )
        for service in catalog().values()
    )


def search(query: str) -> tuple[Service, ...]:
    """Return the services that ``query`` may mean, best first; all of them for an empty query."""
    return tuple(catalog()[key] for _, key in services().find(query))


def _score(entry: _Entry, asked: str) -> int:
    score = _direct(entry, asked)
    return score + _OUTSIDE_AWS if score and entry.row.is_outside and score < _KEY else score


def _direct(entry: _Entry, asked: str) -> int:
    graded = (
        (_KEY, asked == entry.key),
        (_NAME, asked == entry.name),
        (_NAME_NOUN, entry.name.endswith(f" {asked}")),
        (_SYNONYM, asked in entry.synonyms),
        (_NAME_WORD, asked in entry.name_words),
        (_ABBREVIATION, asked in entry.abbreviations),
        (_NAME_START, entry.name.startswith(asked) or entry.key.startswith(asked)),
        (_ABBREVIATION_END, asked in entry.abbreviation_ends),
    )
    for score, hit in graded:
        if hit:
            return score
    return _partial(entry, asked)


def _partial(entry: _Entry, asked: str) -> int:
    if any(synonym.startswith(asked) for synonym in entry.synonyms):
        return _SYNONYM_START
    parts = [part for part in asked.split() if part not in _VENDOR] or [asked]
    if all(any(word.startswith(part) for word in entry.words) for part in parts):
        return _WORD_START if len(parts) == 1 else _ALL_WORDS
    long_enough = len(asked) >= _LONG_ENOUGH_FOR_PARTS
    if long_enough and any(asked in word for word in entry.words):
        return _PART
    if long_enough and entry.summary_words.issuperset(parts):
        return _SUMMARY
    return 0


def _guess(entry: _Entry, asked: str) -> int:
    slips = [_slips(entry, part) for part in asked.split() if part not in _VENDOR]
    if slips and None not in slips:
        return max(_SUBSEQUENCE + 1, _TYPO - _COST_OF_A_SLIP * (sum(filter(None, slips)) - 1))
    if len(asked) >= _LONG_ENOUGH_FOR_TYPOS and any(
        is_one_slip(asked, word) for word in (entry.name, entry.key)
    ):
        return _TYPO
    letters = asked.replace(" ", "")
    names = (entry.name, entry.key)
    if len(letters) >= _LONG_ENOUGH_FOR_PARTS and any(_scattered(letters, name) for name in names):
        return _SUBSEQUENCE
    return 0


def _slips(entry: _Entry, part: str) -> int | None:
    """Return how many slips make ``part`` the beginning of a word of a service, or None."""
    if any(word.startswith(part) for word in entry.words):
        return 0
    if len(part) < _LONG_ENOUGH_FOR_TYPOS:
        return None
    if any(is_one_slip(part, word) for word in entry.words):
        return 1
    allowed = 2 if len(part) >= _LONG_ENOUGH_FOR_TWO_TYPOS else 1
    # The first letter is hardly ever the wrong one, and looking at it first saves most work.
    likely = (word for word in entry.words if word[0] == part[0] and len(word) >= len(part) - 1)
    fewest = min((slips_to_begin(part, word) for word in likely), default=allowed + 1)
    return fewest if fewest <= allowed else None


def slips_to_begin(typed: str, word: str) -> int:
    """Return how many letters added, left out, changed or swapped make ``typed`` begin ``word``.

    The optimal string alignment distance to the nearest beginning of ``word``.
    """
    older: list[int] = []
    old = list(range(len(word) + 1))
    for row, letter in enumerate(typed, 1):
        new = [row]
        for column, other in enumerate(word, 1):
            cost = min(old[column] + 1, new[-1] + 1, old[column - 1] + (letter != other))
            is_swap = (
                row > 1 and column > 1 and letter == word[column - 2] and typed[row - 2] == other
            )
            new.append(min(cost, older[column - 2] + 1) if is_swap else cost)
        older, old = old, new
    return min(old)


def is_one_slip(typed: str, word: str) -> bool:
    """Tell whether one letter added, left out, changed or swapped separates the two texts."""
    if abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    start = 0
    shorter = min(len(typed), len(word))
    while start < shorter and typed[start] == word[start]:
        start += 1
    rest, other = typed[start:], word[start:]
    if len(typed) > len(word):
        return rest[1:] == other
    if len(typed) < len(word):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[2:] == other[2:] and rest[:2] == other[:2][::-1])


def _scattered(letters: str, text: str) -> bool:
    remaining = iter(text)
    return all(letter in remaining for letter in letters)
