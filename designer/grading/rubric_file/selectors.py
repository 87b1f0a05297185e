"""Reads what a rubric points at: a word, a list of words, or a table that says more."""

import re
from collections.abc import Mapping

from designer.catalog.row import fits
from designer.catalog.service import Property, PropertyType
from designer.grading.rubric_file.fields import MAX_NAME, Fields, did_you_mean
from designer.grading.rubric_file.naming import NotKnown, meaning, property_named
from designer.grading.selector import Comparison, Condition, Selector
from designer.model.elements import Value
from designer.model.frozen import FrozenMap
from designer.model.text import clean_text
from designer.storage.refusal import shown

Equivalents = Mapping[str, frozenset[str]]
MAX_DEPTH = 5
_NUMBERS = (PropertyType.INT, PropertyType.NUMBER)
_COMPARED = re.compile(r"\s*(>=|<=|!=|=|>|<)\s*(.*)", re.DOTALL)


def selector(
    fields: Fields, key: str, equivalents: Equivalents, *, extended: bool = False, depth: int = 0
) -> Selector:
    """Return the selector at ``key``; with ``extended`` also ``in`` and ``with`` beside it."""
    value = fields.raw(key)
    if value is None:
        fields.refuse("", f"needs '{key}'")
    if depth > MAX_DEPTH:
        fields.refuse(key, "is nested too deeply")
    if isinstance(value, dict):
        if extended and (fields.has("in") or fields.has("with")):
            fields.refuse(key, "says everything itself; put 'in' and 'with' into it")
        inner = fields.sub(value, key)
        found = _stated(inner, equivalents, depth)
        inner.finish()
        return found
    terms = fields.texts(key)
    services, words = services_at(fields, key, terms, equivalents)
    if not extended:
        return Selector(terms=terms, words=words, services=services)
    return Selector(
        terms=terms,
        words=words,
        services=services,
        inside=_inside(fields, equivalents, depth),
        conditions=_conditions(fields, services),
    )


def _stated(fields: Fields, equivalents: Equivalents, depth: int) -> Selector:
    terms: tuple[str, ...] = ()
    services, words = frozenset[str](), ""
    if fields.has("service"):
        terms = fields.texts("service")
        services, words = services_at(fields, "service", terms, equivalents)
    name = fields.text("name", "", MAX_NAME)
    found = Selector(
        terms=terms,
        words=words,
        services=services,
        name=name,
        inside=_inside(fields, equivalents, depth),
        conditions=_conditions(fields, services),
    )
    if found == Selector():
        fields.refuse("", "says nothing: give it a service, a name, 'in' or 'with'")
    return found


def _inside(fields: Fields, equivalents: Equivalents, depth: int) -> Selector | None:
    if fields.raw("in") is None:
        return None
    return selector(fields, "in", equivalents, depth=depth + 1)


def services_at(
    fields: Fields, key: str, terms: tuple[str, ...], equivalents: Equivalents
) -> tuple[frozenset[str], str]:
    """Return the services that ``terms``, read from ``key``, mean together, and words for them."""
    services: set[str] = set()
    words: list[str] = []
    for term in terms:
        try:
            found = meaning(term, equivalents)
        except NotKnown as error:
            fields.refuse(key, str(error))
        services |= found.services
        words.append(found.words)
    return frozenset(services), " or ".join(dict.fromkeys(words))


def _conditions(fields: Fields, services: frozenset[str]) -> FrozenMap[str, Condition]:
    table = fields.table("with", f"{fields.label}, with" if fields.label else "with")
    if table is None:
        return FrozenMap()
    found: dict[str, Condition] = {}
    for key in table.names():
        try:
            known = property_named(key, services)
        except NotKnown as error:
            table.refuse(key, str(error))
        found[known.key] = _condition(table, key, known)
    return FrozenMap(found)


def _condition(table: Fields, key: str, known: Property) -> Condition:
    value = table.raw(key)
    if isinstance(value, str) and (compared := _COMPARED.match(value)) is not None:
        comparison = Comparison(compared[1])
        wanted = _typed(table, key, known, compared[2].strip())
        if (
            comparison not in (Comparison.EQUAL, Comparison.NOT_EQUAL)
            and known.type not in _NUMBERS
        ):
            table.refuse(key, f"is no number, so it cannot be {shown(value)}")
        return Condition(comparison, wanted)
    if isinstance(value, list):
        values = tuple(clean_text(str(one)).strip() for one in value)
        for one in values:
            _check(table, key, known, one)
        return Condition(Comparison.EQUAL, values)
    if isinstance(value, bool | int | float):
        _check(table, key, known, value)
        return Condition(Comparison.EQUAL, value)
    if not isinstance(value, str):
        table.refuse(key, f"should be true, false, a number or a text, not {shown(value)}")
    return Condition(Comparison.EQUAL, _typed(table, key, known, clean_text(value).strip()))


def _typed(table: Fields, key: str, known: Property, text: str) -> Value:
    """Return ``text`` as a value of the property's type."""
    if known.type is PropertyType.BOOL and text.casefold() in ("true", "false"):
        return text.casefold() == "true"
    if known.type in _NUMBERS:
        try:
            number = float(text)
        except ValueError:
            table.refuse(key, f"should be a number, not {shown(text)}")
        if not abs(number) <= 1e12:  # also refuses what is no number
            table.refuse(key, f"should be a number, not {shown(text)}")
        return int(number) if number.is_integer() else number
    _check(table, key, known, text)
    return text


def _check(table: Fields, key: str, known: Property, value: Value) -> None:
    if known.type is PropertyType.LIST and isinstance(value, str):
        return
    if known.type is PropertyType.BOOL and not isinstance(value, bool):
        table.refuse(key, f"should be true or false, not {shown(value)}")
    if known.choices and isinstance(value, str):
        choices = {one.casefold() for one in known.choices}
        if value.casefold() not in choices:
            hint = did_you_mean(value, known.choices, f"there are {', '.join(known.choices)}")
            table.refuse(key, f"{shown(value)} is no value of it{hint}")
        return
    if not isinstance(value, bool) and isinstance(value, int | float) and known.type in _NUMBERS:
        return  # a bound may be looked for beyond what can be stated
    if not fits(known, value):
        table.refuse(key, f"{shown(value)} is no value of a {known.type.value}")
