"""Finds which service a text means: "Web server", "MySQL", "NAT gateway eu-west-1a".

The longest phrase of the text that the table ``words.toml`` or the catalog knows decides; of two
as long ones the first in the text.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from designer.catalog.loader import catalog
from designer.model.elements import Kind

_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_VENDOR = ("amazon", "aws")
_LONGEST = 6
_MOST_WORDS = 40
# Names of the catalog that are everyday words; in a drawing they mean something else as often.
_TOO_COMMON = frozenset(
    [
        "other",
        "server",
        "account",
        "group",
        "note",
        "region",
        "config",
        "batch",
        "backup",
        "shield",
        "budgets",
        "table",
        "client",
        "inspector",
        "detective",
        "cloud",
        "subnet",
    ]
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A service found in a text, and the words that told."""

    service: str
    phrase: str


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, lower case, without the vendor's name."""
    return [word for word in (w.lower() for w in _WORD.findall(text)) if word not in _VENDOR]


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    text = (files("designer.importers.drawio") / "words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _phrases() -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for row in catalog().values():
        if row.kind not in (Kind.RESOURCE, Kind.ACTOR):
            continue
        short = row.full_name.rpartition(":")[2]
        for name in (row.name, row.full_name, short):
            words = tuple(words_of(name))
            if words and " ".join(words) not in _TOO_COMMON:
                found.setdefault(words, row.key)
    for service, phrases in _tables()["services"].items():
        for phrase in phrases:
            found[tuple(words_of(phrase))] = service
    found.pop((), None)
    return found


@cache
def _stencil_words() -> Mapping[str, str]:
    return {name: service for service, names in _tables()["stencils"].items() for name in names}


def service_in(text: str) -> Meaning | None:
    """Return the service that ``text`` names, or None."""
    return _longest(words_of(text)[:_MOST_WORDS])


def _longest(words: list[str]) -> Meaning | None:
    table = _phrases()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = tuple(words[start : start + length])
            service = table.get(phrase)
            if service is not None:
                return Meaning(service, " ".join(phrase))
    return None


def service_of_name(name: str) -> str | None:
    """Return the service that a stencil's name such as ``elasticLoadBalancing`` spells, or None.

    The first libraries cut names at 22 characters: the last word may be the beginning of one.
    """
    last = name.rpartition(".")[2]
    words = [
        word.lower()
        for part in re.split(r"[-_ ]+", last)
        for word in _CAMEL.split(part)
        if word and word.lower() not in _VENDOR
    ]
    words = [word.rstrip("0123456789") or word for word in words]
    found = _longest(words)
    if found is not None and len(found.phrase.split()) == len(words):
        return found.service
    completed = _completed(tuple(words))
    if completed is not None:
        return completed
    return None if found is None else found.service


def _completed(words: tuple[str, ...]) -> str | None:
    if len(words) < 2:
        return None
    matches = {
        service
        for phrase, service in _phrases().items()
        if len(phrase) == len(words)
        and phrase[:-1] == words[:-1]
        and phrase[-1].startswith(words[-1])
    }
    return next(iter(matches)) if len(matches) == 1 else None


def foreign_service(name: str) -> str | None:
    """Return the service (or "decoration") that a stencil of another library means, or None."""
    last = name.rpartition(".")[2]
    known = _stencil_words()
    for candidate in _shorter(last):
        if candidate in known:
            return known[candidate]
    return None


def _shorter(name: str) -> Iterator[str]:
    """Yield ``name`` and what is left of it without numbers at its end."""
    yield name
    yield re.sub(r"(?:_?\d+)+\Z", "", name)


def has_any(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of ``phrases`` stands in ``text`` as whole words."""
    words = f" {' '.join(words_of(text))} "
    return any(f" {phrase} " in words for phrase in phrases)
