"""Reads the catalog's rows and checks them; errors name the file and the row.

Parsing all rows takes tens of milliseconds and a diagram uses a dozen of them, so a file is cut
into its rows first and each row is parsed when it is asked for.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, overload

from designer.catalog.row import built
from designer.catalog.service import Category, Service

D = TypeVar("D")
# The only lines of a row that stand in brackets at the margin are its head and its sub-tables'.
_HEAD = re.compile(r"^\[([a-z0-9-]+)\]", re.MULTILINE)


class CatalogError(ValueError):
    """A row of the catalog's data is wrong; the message names file and row."""


class Catalog(Mapping[str, Service]):
    """All services by key, in palette order."""

    def __init__(self, texts: Mapping[str, str], index: str, shared: str) -> None:
        """Hold rows that are parsed when asked for.

        Args:
            texts: TOML text of each file by its name, in palette order; the name's stem is that
                of a ``Category``.
            index: TOML text with the named ``places``.
            shared: TOML text of the properties that rows share.

        Raises:
            CatalogError: a key stands in the catalog twice, or a file has no category.
        """
        self._places: Mapping[str, list[str]] = tomllib.loads(index).get("places", {})
        self._shared_text = shared
        self._shared: Mapping[str, Any] | None = None
        self._rows: dict[str, tuple[str, Category, str]] = {}
        self._services: dict[str, Service] = {}
        for name, text in texts.items():
            category = _category(name)
            heads = list(_HEAD.finditer(text))
            ends = [head.start() for head in heads[1:]] + [len(text)]
            for head, end in zip(heads, ends, strict=True):
                key = head.group(1)
                if key in self._rows:
                    raise CatalogError(f"{name}: '{key}' stands in the catalog twice")
                self._rows[key] = (name, category, text[head.start() : end])

    def __getitem__(self, key: str) -> Service:
        found = self._services.get(key)
        if found is None:
            file, category, text = self._rows[key]
            found = self._services[key] = self._parsed(file, key, category, text)
        return found

    # Asked for every element, several times: the mapping's own version is slow.
    @overload
    def get(self, key: str, /) -> Service | None: ...

    @overload
    def get(self, key: str, /, default: Service | D) -> Service | D: ...

    def get(self, key: str, /, default: object = None) -> object:
        """Return the row of ``key``, or ``default`` when there is none."""
        found = self._services.get(key)
        if found is None:
            return self[key] if key in self._rows else default
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def in_category(self, category: Category) -> tuple[Service, ...]:
        """Return the services of one palette section, in order."""
        return tuple(self[key] for key, row in self._rows.items() if row[1] is category)

    def _parsed(self, file: str, key: str, category: Category, text: str) -> Service:
        if self._shared is None:
            self._shared = tomllib.loads(self._shared_text)
        try:
            row = tomllib.loads(text)[key]
            return built(key, category, row, self._places, self._shared)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise CatalogError(f"{file}: row '{key}': {error}") from error


def _category(file: str) -> Category:
    try:
        return Category[file.removesuffix(".toml").upper()]
    except KeyError as error:
        raise CatalogError(f"{file}: no section of the palette is called so") from error


def _data(name: str) -> str:
    return (files("designer.catalog") / "data" / name).read_text("utf-8")


@cache
def catalog() -> Catalog:
    """Return the catalog that comes with the program."""
    index = _data("index.toml")
    names = tomllib.loads(index)["files"]
    return Catalog({name: _data(name) for name in names}, index, _data("properties.toml"))


@cache
def _region_rows() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(_data("regions.toml"))


@cache
def regions() -> Mapping[str, tuple[str, ...]]:
    """Return every AWS Region's code with the names of its zones."""
    return {code: tuple(row["zones"]) for code, row in _region_rows().items()}


@cache
def region_names() -> Mapping[str, str]:
    """Return every AWS Region's code with its place name, for example "Ireland"."""
    return {code: str(row["name"]) for code, row in _region_rows().items()}
