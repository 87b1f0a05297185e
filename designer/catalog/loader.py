"""Reads the catalog's rows once and checks them; errors name the file and the row."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from designer.catalog.service import (
    AvailabilityFigure,
    Category,
    Confidence,
    Failure,
    ForeignNames,
    Property,
    PropertyType,
    RecoveryFigure,
    ReplicaModel,
    Role,
    Scaling,
    Scope,
    Service,
)
from designer.model.elements import Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.workload import Disruption


class CatalogError(ValueError):
    """A row of the catalog's data is wrong; the message names file and row."""


class Catalog(Mapping[str, Service]):
    """All services by key, in palette order."""

    def __init__(self, services: Mapping[str, Service]) -> None:
        """Hold ``services``."""
        self._services = dict(services)

    def __getitem__(self, key: str) -> Service:
        return self._services[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._services)

    def __len__(self) -> int:
        return len(self._services)

    def in_category(self, category: Category) -> tuple[Service, ...]:
        """Return the services of one palette section, in order."""
        return tuple(s for s in self._services.values() if s.category is category)


@cache
def catalog() -> Catalog:
    """Return the catalog that comes with the program."""
    services: dict[str, Service] = {}
    folder = files("designer.catalog") / "data"
    order = tomllib.loads((folder / "index.toml").read_text("utf-8"))["files"]
    for name in order:
        rows = tomllib.loads((folder / name).read_text("utf-8"))
        for key, row in rows.items():
            if key in services:
                raise CatalogError(f"{name}: '{key}' stands in the catalog twice")
            services[key] = _service(name, key, row)
    return Catalog(services)


@cache
def regions() -> Mapping[str, tuple[str, ...]]:
    """Return every AWS Region's code with the names of its zones."""
    folder = files("designer.catalog") / "data"
    rows = tomllib.loads((folder / "regions.toml").read_text("utf-8"))
    return {code: tuple(row["zones"]) for code, row in rows.items()}


@cache
def region_names() -> Mapping[str, str]:
    """Return every AWS Region's code with its place name, for example "Ireland"."""
    folder = files("designer.catalog") / "data"
    rows = tomllib.loads((folder / "regions.toml").read_text("utf-8"))
    return {code: str(row["name"]) for code, row in rows.items()}


def _service(file: str, key: str, row: Mapping[str, Any]) -> Service:
    try:
        return _built(key, dict(row))
    except (KeyError, ValueError, TypeError) as error:
        raise CatalogError(f"{file}: row '{key}': {error}") from error


def _built(key: str, row: dict[str, Any]) -> Service:
    failure = row.pop("failure")
    service = Service(
        key=key,
        name=row.pop("name"),
        full_name=row.pop("full_name"),
        category=Category(row.pop("category")),
        kind=Kind(row.pop("kind", "resource")),
        role=Role(row.pop("role")),
        summary=row.pop("summary"),
        icon=row.pop("icon"),
        diagrams_class=row.pop("diagrams_class", ""),
        stands_in=frozenset(row.pop("stands_in")),
        synonyms=tuple(row.pop("synonyms", ())),
        properties=tuple(_property(k, p) for k, p in row.pop("properties", {}).items()),
        availability=tuple(_availability(a) for a in row.pop("availability", ())),
        recovery=tuple(_recovery(r) for r in row.pop("recovery", ())),
        failure=Failure(
            **{
                **failure,
                "scope": Scope(failure["scope"]),
                "replicas": ReplicaModel(failure.get("replicas", "one")),
            }
        ),
        scaling=Scaling(**row.pop("scaling", {})),
        stateful=row.pop("stateful", False),
        durability_nines=row.pop("durability_nines", None),
        names=ForeignNames(**{k: tuple(v) for k, v in row.pop("names", {}).items()}),
        source=row.pop("source", ""),
    )
    if row:
        raise ValueError(f"unknown fields {', '.join(sorted(row))}")
    return service


def _frozen(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value


def _when(row: dict[str, Any]) -> FrozenMap[str, Value]:
    return FrozenMap({k: _frozen(v) for k, v in row.pop("when", {}).items()})


def _property(key: str, row: Mapping[str, Any]) -> Property:
    data: dict[str, Any] = {k: _frozen(v) for k, v in row.items()}
    data["type"] = PropertyType(row["type"])
    return Property(key=key, **data)


def _availability(row: dict[str, Any]) -> AvailabilityFigure:
    data = dict(row)
    when, confidence = _when(data), Confidence(data.pop("confidence"))
    return AvailabilityFigure(when=when, confidence=confidence, **data)


def _recovery(row: dict[str, Any]) -> RecoveryFigure:
    data = dict(row)
    when, confidence = _when(data), Confidence(data.pop("confidence"))
    disruption = Disruption(data.pop("disruption"))
    return RecoveryFigure(when=when, confidence=confidence, disruption=disruption, **data)
