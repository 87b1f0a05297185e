"""Writes Python the way ruff and black format it: literals, calls that break, and free names."""

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

WIDTH = 88  # the formatters' own default
_INDENT = 4
_LONGEST_NAME = 32
_NAMED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RESERVED = frozenset({*keyword.kwlist, *keyword.softkwlist, *dir(builtins)})


def literal(text: str) -> str:
    r"""Return ``text`` as a string literal in one line of visible characters.

    Quotation marks are double unless that takes more escapes, as the formatters have it.

    >>> literal('say "hi"'), literal("it's"), literal("a\nb\u202e")
    ('\'say "hi"\'', '"it\'s"', '"a\\nb\\u202e"')
    """
    quote = "'" if text.count('"') > text.count("'") else '"'
    return f"{quote}{''.join(_escaped(character, quote) for character in text)}{quote}"


def _escaped(character: str, quote: str) -> str:
    if character == quote:
        return f"\\{character}"
    if character in _NAMED:
        return _NAMED[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@dataclass(frozen=True, slots=True)
class Call:
    """Something with arguments in brackets, which may be broken into lines.

    Attributes:
        head: what stands before and with the opening bracket: ``"Edge("``, ``"label=f("``.
        arguments: texts and calls.
        end: the closing bracket.
    """

    head: str
    arguments: tuple["str | Call", ...]
    end: str = ")"


Expression = str | Call


def flat(expression: Expression) -> str:
    """Return an expression in one line."""
    if isinstance(expression, str):
        return expression
    return f"{expression.head}{', '.join(map(flat, expression.arguments))}{expression.end}"


def laid(expression: Expression, indent: int, after: str = "") -> Iterator[str]:
    """Yield the lines of an expression that starts at the column ``indent`` and is followed."""
    line = f"{' ' * indent}{flat(expression)}{after}"
    if isinstance(expression, str) or not expression.arguments or width(line) <= WIDTH:
        yield line
        return
    yield f"{' ' * indent}{expression.head}"
    inner = f"{' ' * (indent + _INDENT)}{', '.join(map(flat, expression.arguments))}"
    if width(inner) <= WIDTH:
        yield inner
    else:
        for argument in expression.arguments:
            yield from laid(argument, indent + _INDENT, ",")
    yield f"{' ' * indent}{expression.end}{after}"


def chained(operands: tuple[Expression, ...], operator: str, indent: int) -> Iterator[str]:
    """Yield the lines of a statement of three operands or more that ``operator`` joins."""
    line = f"{' ' * indent}{f' {operator} '.join(map(flat, operands))}"
    if width(line) <= WIDTH:
        yield line
        return
    first, *others = operands
    yield f"{' ' * indent}("
    yield from laid(first, indent + _INDENT)
    for operand in others:
        joined = (
            f"{operator} {operand}"
            if isinstance(operand, str)
            else Call(f"{operator} {operand.head}", operand.arguments, operand.end)
        )
        yield from laid(joined, indent + _INDENT)
    yield f"{' ' * indent})"


def width(text: str) -> int:
    """Return how many columns ``text`` takes: two for each wide character, as of Chinese."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def imported(classes: Mapping[str, str]) -> Iterator[str]:
    """Yield the import lines of dotted names; the values are the names they go by."""
    modules: dict[str, list[str]] = {}
    for dotted, name in classes.items():
        module, _, own = dotted.rpartition(".")
        modules.setdefault(module, []).append(own if own == name else f"{own} as {name}")
    for module in sorted(modules):
        names = sorted(modules[module], key=_sorting)
        line = f"from {module} import {', '.join(names)}"
        if width(line) <= WIDTH:
            yield line
        else:
            yield f"from {module} import ("
            yield from (f"{' ' * _INDENT}{name}," for name in names)
            yield ")"


def _sorting(name: str) -> tuple[bool, str]:
    # As isort has it: names in capitals first.
    return (not name.isupper(), name.casefold())


class Names:
    """Hands out variables: readable, free, and nothing that Python or the program uses.

    Args:
        taken: names that are in use already.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {*_RESERVED, *taken}

    def fresh(self, *wishes: str) -> str:
        """Return a variable after the first of ``wishes`` that leaves something to read."""
        first = next((found for wish in wishes if (found := stem(wish))), "part")
        name, number = first, 1
        while name in self._taken:
            number += 1
            name = f"{first}_{number}"
        self._taken.add(name)
        return name


def stem(text: str) -> str:
    """Return a readable name of lower-case letters, digits and underscores; "" when none is left.

    >>> stem("Über uns (2)"), stem("2nd"), stem("日本")
    ('uber_uns_2', '', '')
    """
    bare = unicodedata.normalize("NFKD", text)
    marks = "".join(c for c in bare if not unicodedata.combining(c))
    # What is not written in Latin letters would leave only scraps of itself.
    letters = [character for character in marks if character.isalnum()]
    if sum(character.isascii() for character in letters) * 2 < len(letters):
        return ""
    words = re.sub(r"[^a-z0-9]+", "_", marks.casefold()).strip("_")
    found = words[:_LONGEST_NAME].rstrip("_")
    return found if found[:1].isalpha() else ""
