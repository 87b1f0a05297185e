"""Conditions over the choices of a question: parsed, never run; what is open stays open.

The grammar is that of AWS's custom lenses: ids of choices, ``&&``, ``||``, ``!`` and parentheses;
``!`` binds closest, then ``&&``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

LONGEST = 2_048  # characters of one condition
DEEPEST = 50  # parentheses and negations inside each other

_TOKEN = re.compile(r"\s*(?:(?P<word>[A-Za-z0-9_]+)|(?P<sign>&&|\|\||[!()]))")


class ConditionRefused(Exception):
    """A text is no condition; ``reason`` is a few words for people."""

    def __init__(self, reason: str) -> None:
        """Keep the ``reason``."""
        super().__init__(reason)
        self.reason = reason


class Sign(Enum):
    """How the parts of a condition are joined."""

    AND = "&&"
    OR = "||"
    NOT = "!"


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts joined by a sign; a negation has one part."""

    sign: Sign
    parts: tuple["Condition", ...]


Condition = Joined | str


def parse(text: str) -> Condition:
    """Return the condition that ``text`` writes.

    Raises:
        ConditionRefused: it is empty, too long, nested too deep or not of the grammar.
    """
    if len(text) > LONGEST:
        raise ConditionRefused(f"it has more than {LONGEST:,} characters")
    return _Parser(text).whole()


def names(condition: Condition) -> Iterator[str]:
    """Yield the choices that ``condition`` asks for, each as often as it stands there."""
    if isinstance(condition, str):
        yield condition
    else:
        for part in condition.parts:
            yield from names(part)


def holds(condition: Condition, states: Mapping[str, bool | None]) -> bool | None:
    """Tell whether ``condition`` holds; None when that depends on what is open (Kleene's logic).

    Args:
        states: choice's id -> yes, no, or None while it is open; one that is absent is open.
    """
    if isinstance(condition, str):
        return states.get(condition)
    found = [holds(part, states) for part in condition.parts]
    if condition.sign is Sign.NOT:
        return None if found[0] is None else not found[0]
    decisive = condition.sign is Sign.OR
    if decisive in found:
        return decisive
    return None if None in found else not decisive


class _Parser:
    """Reads one condition by recursive descent."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Condition:
        """Return the condition; nothing may follow it."""
        found = self._any_of()
        if self._at < len(self._tokens):
            raise ConditionRefused(f"'{self._tokens[self._at]}' stands where an operator should")
        return found

    def _any_of(self) -> Condition:
        return self._chain(Sign.OR, self._all_of)

    def _all_of(self) -> Condition:
        return self._chain(Sign.AND, self._single)

    def _chain(self, sign: Sign, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self._next_is(sign.value):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(sign, tuple(parts))

    def _single(self) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ConditionRefused(f"it is nested more than {DEEPEST} deep")
        try:
            if self._next_is("!"):
                return Joined(Sign.NOT, (self._single(),))
            if self._next_is("("):
                inner = self._any_of()
                if not self._next_is(")"):
                    raise ConditionRefused("a parenthesis is not closed")
                return inner
            return self._name()
        finally:
            self._depth -= 1

    def _name(self) -> str:
        if self._at >= len(self._tokens):
            raise ConditionRefused("it ends where a choice should stand")
        token = self._tokens[self._at]
        if not (token[0].isalnum() or token[0] == "_"):
            raise ConditionRefused(f"'{token}' stands where a choice should")
        self._at += 1
        return token

    def _next_is(self, sign: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] == sign:
            self._at += 1
            return True
        return False


def _tokens(text: str) -> Iterator[str]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise ConditionRefused(f"'{text[at:].lstrip()[:10]}' is not understood")
        yield found["word"] or found["sign"]
        at = found.end()
