"""Reads who answers for what of each service from the two tables that come with the program."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from designer.catalog.loader import catalog
from designer.model.elements import Element, Kind
from designer.responsibility.areas import Area, Model, Party

_NOBODY = frozenset({Kind.ACTOR, Kind.NOTE, Kind.CLOUD, Kind.REGION, Kind.ZONE, Kind.GROUP})

Lines = dict[Area, "Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """Who answers for one area of one service, and what that means."""

    party: Party
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All areas of one service.

    Attributes:
        service: catalog key.
        lines: every area has one.
    """

    service: str
    model: Model
    lines: Mapping[Area, Line]

    def areas_of(self, *parties: Party) -> tuple[Area, ...]:
        """Return the areas that one of ``parties`` answers for."""
        return tuple(area for area in Area if self.lines[area].party in parties)

    @property
    def weight(self) -> float:
        """How much is the customer's, 0 to 1: a shared area counts half."""
        parties = [line.party for line in self.lines.values()]
        return (parties.count(Party.CUSTOMER) + parties.count(Party.SHARED) / 2) / len(parties)


@cache
def matrix(service: str) -> Matrix:
    """Return who answers for what of the service with catalog key ``service``.

    Raises:
        KeyError: the tables have no such service.
    """
    row: dict[str, Any] = _tables()[1]["services"][service]
    model = Model(row["model"])
    lines = _lines(_tables()[0][model.value])
    for trait in row.get("traits", ()):
        lines |= _lines(_tables()[1]["traits"][trait])
    lines |= _lines({key: value for key, value in row.items() if key not in ("model", "traits")})
    return Matrix(service=service, model=model, lines={area: lines[area] for area in Area})


def has_duties(element: Element) -> bool:
    """Tell whether anybody answers for ``element``: it is no actor, no note and no mere place."""
    return element.kind not in _NOBODY and catalog().get(element.service) is not None


def _lines(row: Mapping[str, list[str]]) -> Lines:
    return {Area(key): Line(Party(party), sentence) for key, (party, sentence) in row.items()}


@cache
def _tables() -> tuple[dict[str, Any], dict[str, Any]]:
    folder = files("designer.responsibility") / "data"
    models, services = (
        tomllib.loads((folder / name).read_text("utf-8"))
        for name in ("models.toml", "services.toml")
    )
    return models, services
