"""What the words of a rubric mean: services, rules and properties, or what was perhaps meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from designer.catalog.loader import catalog
from designer.catalog.search import search
from designer.catalog.service import Category, Property, Service
from designer.grading.rubric_file.fields import did_you_mean
from designer.model.elements import Kind
from designer.rules import ALL_RULES
from designer.rules.phrasing import listed

_SHOWN = 5


class NotKnown(Exception):
    """A word means nothing; the message says so and what was perhaps meant."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The services that a word means, and how to say it to people."""

    services: frozenset[str]
    words: str


def meaning(word: str, equivalents: Mapping[str, frozenset[str]]) -> Meaning:
    """Return what ``word`` means: a name from the rubric, a service, a category, kind or synonym.

    Raises:
        NotKnown: it means nothing.
    """
    plain = plain_word(word)
    for name, services in equivalents.items():
        if plain_word(name) == plain:
            names = sorted(catalog()[key].name for key in services)
            return Meaning(services, f"{name} ({listed(names, _SHOWN).replace(' and ', ' or ')})")
    key = word.strip().casefold().replace("_", "-").replace(" ", "-")
    row = catalog().get(key)
    if row is not None:
        return Meaning(frozenset({key}), row.name)
    known = _spoken().get(plain)
    if known is not None:
        return known
    raise NotKnown(f"there is no service, category or group called '{word}'{_perhaps(word)}")


def plain_word(text: str) -> str:
    """Return ``text`` as words are compared: case, hyphens, underscores and spaces count alike."""
    return " ".join(text.replace("_", " ").replace("-", " ").split()).casefold()


def _perhaps(word: str) -> str:
    by_spelling = did_you_mean(word, [*catalog(), *(c.value for c in Category)])
    if by_spelling:
        return by_spelling
    found = [service.key for service in search(word)][:3]
    return f"; did you mean {' or '.join(found)}?" if found else ""


@cache
def _spoken() -> Mapping[str, Meaning]:
    """Return what names, kinds, categories and synonyms mean, the more exact first."""
    rows = list(catalog().values())
    found: dict[str, Meaning] = {}

    def add(word: str, services: Iterable[Service], words: str) -> None:
        keys = frozenset(service.key for service in services)
        if keys and plain_word(word):
            found.setdefault(plain_word(word), Meaning(keys, words))

    for row in rows:
        add(row.name, [row], row.name)
        add(row.full_name, [row], row.name)
    for kind in Kind:
        if kind not in (Kind.RESOURCE, Kind.NOTE):
            word = kind.value.replace("_", " ")
            add(word, [row for row in rows if row.kind is kind], word)
    for category in Category:
        own = catalog().in_category(category)
        add(category.value, own, category.value.lower())
        add(category.name, own, category.value.lower())
    synonyms: dict[str, list[Service]] = {}
    for row in rows:
        for synonym in row.synonyms:
            synonyms.setdefault(plain_word(synonym), []).append(row)
    for synonym, services in synonyms.items():
        add(synonym, services, synonym)
    return found


def rules_named(word: str) -> tuple[str, ...]:
    """Return the ids of the rules that ``word`` means: one, or all that begin alike for "HA-*".

    Raises:
        NotKnown: there is none.
    """
    known = [rule.id for rule in ALL_RULES]
    found = ids_named(word.upper(), known)
    if not found:
        hint = did_you_mean(word, known, "'tenet catalog rules' lists them")
        raise NotKnown(f"there is no rule '{word}'{hint}")
    return found


def ids_named(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the one of ``known`` that ``word`` is, or all that begin alike where it ends in *."""
    wanted = word.strip()
    if wanted.endswith("*"):
        return tuple(one for one in known if one.startswith(wanted[:-1]))
    return tuple(one for one in known if one == wanted)


def property_named(word: str, services: frozenset[str]) -> Property:
    """Return the property that ``word`` means of one of ``services``, or of any service for none.

    Raises:
        NotKnown: none of them has it.
    """
    rows = [catalog()[key] for key in catalog() if not services or key in services]
    known: dict[str, Property] = {}
    for row in rows:
        for found in row.properties:
            known.setdefault(found.key, found)
    plain = plain_word(word)
    for found in known.values():
        if plain in (plain_word(found.key), plain_word(found.label)):
            return found
    hint = did_you_mean(word, known, f"there are {', '.join(list(known)[:12])}" if services else "")
    whose = " or ".join(sorted(services)[:3]) if services else "any service"
    raise NotKnown(f"'{word}' is no property of {whose}{hint}")
