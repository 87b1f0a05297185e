"""What the expressions of a template come to: known values, resources, and symbols for the rest.

A symbol is a value that nobody can know before the stack is made. It is still the same wherever
the same expression stands, which is how two subnets are seen to lie in one zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Value = Any
"""None, bool, int, float, str, list, dict, or one of the classes here."""


class _NoValue:
    """``AWS::NoValue``: the property is as if it were not there."""

    def __repr__(self) -> str:
        return "NO_VALUE"


NO_VALUE: Final = _NoValue()


@dataclass(frozen=True, slots=True)
class Symbol:
    """An unknown value.

    Attributes:
        text: the expression it stands for, the same for the same value.
        origin: "parameter", "import", "pseudo", "zones", "stack" or "expression".
        is_list: it stands for a list of unknown length.
    """

    text: str
    origin: str = "expression"
    is_list: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Secret(Symbol):
    """A parameter that is not to be shown: conditions compare its value, all else sees its name."""

    value: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Of:
    """A resource of the template, or one of its attributes.

    Attributes:
        key: of the resource, with those of the nested stacks around it.
        attribute: "" for what ``Ref`` gives.
    """

    key: str
    attribute: str = ""

    def __str__(self) -> str:
        return f"{self.key}.{self.attribute}" if self.attribute else self.key


@dataclass(frozen=True, slots=True)
class Text:
    """A text with unknown pieces in it."""

    pieces: tuple[str | Symbol | Of, ...]

    def __str__(self) -> str:
        return "".join(p if isinstance(p, str) else f"${{{p}}}" for p in self.pieces)


def joined(pieces: list[Value], between: str = "") -> Value:
    """Return ``pieces`` as one text: a plain one when all are known."""
    flat: list[str | Symbol | Of] = []
    for number, piece in enumerate(pieces):
        if number and between:
            flat.append(between)
        flat += piece.pieces if isinstance(piece, Text) else [_piece(piece)]
    merged: list[str | Symbol | Of] = []
    for part in flat:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    if not merged:
        return ""
    if len(merged) == 1:
        return merged[0]
    return Text(tuple(merged))


def _piece(value: Value) -> str | Symbol | Of:
    if isinstance(value, (str, Symbol, Of)):
        return value
    return plain_text(value)


def plain_text(value: Value) -> str:
    """Return a known value as CloudFormation writes it into a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or value is NO_VALUE:
        return ""
    return ",".join(plain_text(entry) for entry in value) if isinstance(value, list) else str(value)


def split(value: Value, at: str) -> list[Value]:
    """Return the parts of a text between ``at``; an unknown text is one list of unknown length."""
    if isinstance(value, str):
        return list(value.split(at)) if at else [value]
    if isinstance(value, Text) and at:
        parts: list[list[Value]] = [[]]
        for piece in value.pieces:
            if isinstance(piece, str):
                first, *rest = piece.split(at)
                parts[-1].append(first)
                parts += [[word] for word in rest]
            else:
                parts[-1].append(piece)
        return [joined(part) for part in parts]
    if isinstance(value, Symbol):
        return [Symbol(value.text, value.origin, is_list=True)]
    return [value]


def known_text(value: Value) -> str | None:
    """Return a known scalar as text, else None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float)) else None


def known_number(value: Value) -> float | None:
    """Return a known number, which may be written as text, else None."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None


def known_whole(value: Value) -> int | None:
    """Return a known whole number, else None."""
    number = known_number(value)
    return int(number) if number is not None and number == int(number) else None


def known_flag(value: Value) -> bool | None:
    """Return a known truth value, which may be written as text, else None."""
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    return words.get(value.lower()) if isinstance(value, str) else None


def resources_in(value: Value) -> Iterator[Of]:
    """Yield the resources that ``value`` mentions anywhere, in order."""
    return (leaf for leaf in _leaves(value) if isinstance(leaf, Of))


def texts_in(value: Value) -> Iterator[str]:
    """Yield the known pieces of text in ``value``, in order."""
    return (leaf for leaf in _leaves(value) if isinstance(leaf, str))


def _leaves(value: Value) -> Iterator[Value]:
    """Yield what is no list, table or text of pieces, however deep it lies, in order."""
    pending = [value]
    while pending:
        current = pending.pop()
        if isinstance(current, Text):
            pending.extend(reversed(current.pieces))
        elif isinstance(current, dict):
            pending.extend(reversed(list(current.values())))
        elif isinstance(current, list):
            pending.extend(reversed(current))
        else:
            yield current


def entries(value: Value) -> list[Value]:
    """Return ``value`` as a list: what is no list is one entry, nothing is none."""
    if value is None or value is NO_VALUE or value == "":
        return []
    return list(value) if isinstance(value, list) else [value]


def table(value: Value) -> dict[str, Value]:
    """Return ``value`` if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}
