"""Whole designs to drop as one: what the palette and quick insert know of them.

Each is a diagram of `assets/patterns`, named in its index; it is read when it is first used.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from designer.catalog.search import Findable, Finder, services
from designer.edit.fragments import Fragment, copy
from designer.model.diagram import Diagram
from designer.resources import asset
from designer.storage.diagram_file import read

PREFIX = "pattern:"
"""What the key of a pattern begins with; keys of services have no colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One design.

    Attributes:
        key: PREFIX and the stem of its file.
        name: what it is called.
        summary: one sentence.
        synonyms: further words to find it by.
    """

    key: str
    name: str
    summary: str
    synonyms: tuple[str, ...] = ()


def is_pattern(key: str) -> bool:
    """Tell whether a key names a pattern of this installation."""
    return key.startswith(PREFIX) and key in patterns()


@cache
def patterns() -> dict[str, Pattern]:
    """Return every pattern by key, in the index's order."""
    rows = tomllib.loads(asset("patterns/index.toml").read_text("utf-8"))
    return {
        f"{PREFIX}{stem}": Pattern(
            key=f"{PREFIX}{stem}",
            name=row["name"],
            summary=row["summary"],
            synonyms=tuple(row["synonyms"]),
        )
        for stem, row in rows.items()
    }


def pattern_file(key: str) -> Path:
    """Return the file of a pattern."""
    return asset(f"patterns/{key.removeprefix(PREFIX)}.tenet")


@cache
def drawing(key: str) -> Diagram:
    """Return the diagram of a pattern."""
    return read(pattern_file(key))


def fragment(key: str) -> Fragment:
    """Return everything that a pattern draws."""
    diagram = drawing(key)
    return copy(diagram, diagram.topology.elements)


def keys_for(words: str) -> list[str]:
    """Return the keys of the services and patterns that ``words`` name, the likeliest first."""
    hits = [*services().find(words), *pattern_finder().find(words)]
    return [key for _, key in sorted(hits, key=lambda hit: -hit[0])]


@cache
def pattern_finder() -> Finder:
    """Return what finds patterns by name and synonym."""
    return Finder(
        Findable(
            key=pattern.key,
            name=pattern.name,
            full_name=pattern.name,
            summary=pattern.summary,
            synonyms=pattern.synonyms,
        )
        for pattern in patterns().values()
    )
