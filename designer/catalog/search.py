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

# How good a hit is; only the order matters.
_KEY, _NAME, _NAME_NOUN, _SYNONYM, _NAME_WORD, _ABBREVIATION = 100, 95, 92, 90, 89, 88
_NAME_START, _SYNONYM_START, _WORD_START, _ALL_WORDS = 80, 70, 60, 50
_PART, _SUMMARY, _TYPO, _SUBSEQUENCE = 40, 30, 20, 10
_OUTSIDE_AWS = -3


@dataclass(frozen=True, slots=True)
class _Entry:
    service: Service
    key: str
    name: str
    name_words: frozenset[str]
    synonyms: frozenset[str]
    abbreviations: frozenset[str]
    words: tuple[str, ...]
    summary_words: frozenset[str]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in ("and", "of", "for", "the"))


def _entry(service: Service) -> _Entry:
    name = _words(service.name)
    full = [word for word in _words(service.full_name) if word not in _VENDOR]
    last = [word for word in _words(service.full_name.split(":")[-1]) if word not in _VENDOR]
    synonyms = [" ".join(_words(synonym)) for synonym in service.synonyms]
    spoken = [*name, *full, *(word for synonym in synonyms for word in synonym.split())]
    initials = {_initials(words) for words in (name, full, last) if len(words) > 1}
    return _Entry(
        service=service,
        key=" ".join(_words(service.key)),
        name=" ".join(name),
        name_words=frozenset(name),
        synonyms=frozenset({*synonyms, " ".join(full)}),
        abbreviations=frozenset(initials),
        words=tuple(dict.fromkeys([*_words(service.key), *spoken])),
        summary_words=frozenset(_words(service.summary)),
    )


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(_entry(service) for service in catalog().values())


def search(query: str) -> tuple[Service, ...]:
    """Return the services that ``query`` may mean, best first; all of them for an empty query.

    Equal hits stay in palette order. Typing errors and scattered letters are considered only
    when nothing better is found.
    """
    entries = _entries()
    asked = " ".join(word for word in _words(query))
    if not asked:
        return tuple(entry.service for entry in entries) if not query.strip() else ()
    hits = [(_score(entry, asked), entry) for entry in entries]
    if all(score == 0 for score, _ in hits):
        hits = [(_guess(entry, asked), entry) for entry in entries]
    found = [(score, entry) for score, entry in hits if score > 0]
    found.sort(key=lambda hit: -hit[0])
    return tuple(entry.service for _, entry in found)


def _score(entry: _Entry, asked: str) -> int:
    score = _direct(entry, asked)
    outside = entry.service.failure.scope is Scope.EXTERNAL
    return score + _OUTSIDE_AWS if score and outside and score < _KEY else score


def _direct(entry: _Entry, asked: str) -> int:
    graded = (
        (_KEY, asked == entry.key),
        (_NAME, asked == entry.name),
        (_NAME_NOUN, entry.name.endswith(f" {asked}")),
        (_SYNONYM, asked in entry.synonyms),
        (_NAME_WORD, asked in entry.name_words),
        (_ABBREVIATION, asked in entry.abbreviations),
        (_NAME_START, entry.name.startswith(asked) or entry.key.startswith(asked)),
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
    if len(asked) >= _LONG_ENOUGH_FOR_TYPOS and any(
        is_one_slip(asked, word) for word in (entry.name, entry.key, *entry.words)
    ):
        return _TYPO
    letters = asked.replace(" ", "")
    names = (entry.name, entry.key)
    if len(letters) >= _LONG_ENOUGH_FOR_PARTS and any(_scattered(letters, name) for name in names):
        return _SUBSEQUENCE
    return 0


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
