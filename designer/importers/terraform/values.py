"""What Terraform's expressions come to: plain data, resources, and symbols for the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from designer.importers.result import Question

Value = Any
"""None, bool, int, float, str, list, dict, or one of the classes here."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """An unknown value: the same expression is the same value."""

    text: str
    is_list: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Secret(Symbol):
    """A sensitive variable: conditions compare its value, all else sees its name."""

    value: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Of:
    """A resource by its address, or one of its attributes."""

    key: str
    attribute: str = ""

    def __str__(self) -> str:
        return f"{self.key}.{self.attribute}" if self.attribute else self.key


@dataclass(slots=True, kw_only=True)
class Declared:
    """A resource, or a data source (``is_data``)."""

    key: str
    type: str
    name: str
    properties: dict[str, Value]
    is_data: bool = False


@dataclass(slots=True)
class Estimate:
    """All resources of a configuration, plan or state, and what was left out on the way."""

    resources: dict[str, Declared] = field(default_factory=dict)
    region: str = ""
    remarks: dict[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


def entries(value: Value) -> list[Value]:
    """Return the items of a list, of lists in it, or the value alone; None is nothing."""
    if value is None:
        return []
    if not isinstance(value, list):
        return [value]
    return [inner for item in value for inner in entries(item)]


def tables(value: Value) -> list[dict[str, Value]]:
    """Return the tables in a block's value."""
    return [item for item in entries(value) if isinstance(item, dict)]


def table(value: Value) -> dict[str, Value]:
    """Return the first table of a block's value; an empty one for none."""
    found = tables(value)
    return found[0] if found else {}


def known_text(value: Value) -> str | None:
    """Return a known text."""
    return value if isinstance(value, str) and value else None


def known_flag(value: Value) -> bool | None:
    """Return a known truth value; Terraform takes "true" for one."""
    if isinstance(value, str):
        return {"true": True, "false": False, "1": True, "0": False}.get(value.lower())
    return value if isinstance(value, bool) else None


def known_whole(value: Value) -> int | None:
    """Return a known whole number; Terraform takes "2" for one."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        return int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e12:
        return int(value)
    return value if isinstance(value, int) else None


def resources_in(value: Value) -> Iterator[Of]:
    """Yield the resources that ``value`` mentions, however deep."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, Of):
            yield item
        elif isinstance(item, dict):
            stack += reversed(list(item.values()))
        elif isinstance(item, list):
            stack += reversed(item)
