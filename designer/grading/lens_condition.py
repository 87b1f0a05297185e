"""Conditions over chosen answers, as Well-Architected custom lenses write them: parsed, never run.

    condition   = or
    or          = and { "||" and }
    and         = not { "&&" not }
    not         = "!" not | "(" or ")" | choice id

What nobody has answered yet is neither true nor false; a condition is unknown only where the
answer would make a difference (Kleene's strong three-valued logic).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAX_LENGTH = 2048
_MAX_DEPTH = 64
_TOKEN = re.compile(r"\s*(\|\||&&|[!()]|[A-Za-z0-9_-]+)")

Answer = Callable[[str], bool | None]


class ConditionError(ValueError):
    """The text is no condition; the message says what is wrong where."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice is selected."""

    choice: str


@dataclass(frozen=True, slots=True)
class Not:
    """Something is not so."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Everything is so."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one thing is so."""

    parts: tuple["Expression", ...]


Expression = Chosen | Not | AllOf | AnyOf


def parse_condition(text: str) -> Expression:
    """Return the condition that ``text`` writes.

    Raises:
        ConditionError: it is too long, nested too deeply, or not of the grammar above.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"is longer than {MAX_LENGTH} characters")
    parser = _Parser(text)
    found = parser.any_of(0)
    parser.expect_end()
    return found


def choices_in(expression: Expression) -> Iterator[str]:
    """Yield the choices that ``expression`` names, in order, repeated ones repeatedly."""
    if isinstance(expression, Chosen):
        yield expression.choice
    elif isinstance(expression, Not):
        yield from choices_in(expression.part)
    else:
        for part in expression.parts:
            yield from choices_in(part)


def value_of(expression: Expression, answer: Answer) -> bool | None:
    """Return whether ``expression`` holds; None while that depends on what is not answered."""
    if isinstance(expression, Chosen):
        return answer(expression.choice)
    if isinstance(expression, Not):
        inner = value_of(expression.part, answer)
        return None if inner is None else not inner
    decisive = isinstance(expression, AnyOf)
    values = [value_of(part, answer) for part in expression.parts]
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def text_of(expression: Expression) -> str:
    """Return ``expression`` as text that parses to the same."""
    if isinstance(expression, Chosen):
        return expression.choice
    if isinstance(expression, Not):
        return f"!{_bracketed(expression.part)}"
    sign = " && " if isinstance(expression, AllOf) else " || "
    return sign.join(_bracketed(part) for part in expression.parts)


def _bracketed(part: Expression) -> str:
    text = text_of(part)
    return text if isinstance(part, Chosen | Not) else f"({text})"


class _Parser:
    """Reads one condition, word by word."""

    def __init__(self, text: str) -> None:
        self._words = list(_words(text))
        self._at = 0

    def _peek(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _take(self) -> str:
        word = self._peek()
        self._at += 1
        return word

    def expect_end(self) -> None:
        if self._peek():
            raise ConditionError(f"has '{self._peek()}' where it should end")

    def any_of(self, depth: int) -> Expression:
        parts = [self._all_of(depth)]
        while self._peek() == "||":
            self._take()
            parts.append(self._all_of(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all_of(self, depth: int) -> Expression:
        parts = [self._single(depth)]
        while self._peek() == "&&":
            self._take()
            parts.append(self._single(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _single(self, depth: int) -> Expression:
        if depth > _MAX_DEPTH:
            raise ConditionError(f"is nested deeper than {_MAX_DEPTH}")
        word = self._take()
        if word == "!":
            return Not(self._single(depth + 1))
        if word == "(":
            inner = self.any_of(depth + 1)
            if self._take() != ")":
                raise ConditionError("has a bracket that does not close")
            return inner
        if not word or word in ("||", "&&", ")"):
            raise ConditionError(
                f"has '{word}' where a choice should be" if word else "ends too early"
            )
        return Chosen(word)


def _words(text: str) -> Iterator[str]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            rest = text[at:].lstrip()
            raise ConditionError(f"has '{rest[:1]}', which means nothing here")
        yield found[1]
        at = found.end()
