"""Profiles: the published curves, weights, caps and cut-offs by which facts become points."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from designer.model.workload import Disruption
from designer.scoring.curves import Curve, curve


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One versioned way of scoring; see the TOML file for what each figure means."""

    id: str
    version: int
    letters: tuple[tuple[str, float], ...]
    nines: Curve
    fault_tolerance: Mapping[str, float]
    headroom: Curve
    scalability: Mapping[str, float]
    reaction: Curve
    gap: Curve
    span: Curve
    elasticity: Mapping[str, float]
    loss: Curve
    durability: Mapping[str, float]
    assumed_rto_s: Mapping[Disruption, float]
    assumed_rpo_s: Mapping[Disruption, float]

    def letter(self, score: float | None) -> str:
        """Return the letter for ``score`` (0 to 100), or "–" when there is none."""
        if score is None:
            return "–"
        return next(letter for letter, least in self.letters if score >= least)


@cache
def profile(name: str = "standard") -> Profile:
    """Return the profile called ``name``; raise KeyError when there is none."""
    file = files("designer.scoring") / "profiles" / f"{name}.toml"
    if not name.isidentifier() or not file.is_file():
        raise KeyError(name)
    data = tomllib.loads(file.read_text("utf-8"))
    ordered = sorted(data["letters"].items(), key=lambda item: -item[1])
    return Profile(
        id=data["id"],
        version=data["version"],
        letters=tuple((letter, float(least)) for letter, least in ordered),
        nines=curve(data["availability"]["nines"]),
        fault_tolerance=_numbers(data["fault_tolerance"]),
        headroom=curve(data["scalability"]["headroom"], logarithmic=True),
        scalability=_numbers(data["scalability"]),
        reaction=curve(data["elasticity"]["reaction"]),
        gap=curve(data["elasticity"]["gap"]),
        span=curve(data["elasticity"]["range"], logarithmic=True),
        elasticity=_numbers(data["elasticity"]),
        loss=curve(data["durability"]["loss"]),
        durability=_numbers(data["durability"]),
        assumed_rto_s=_by_disruption(data["durability"]["assumed_rto_s"]),
        assumed_rpo_s=_by_disruption(data["durability"]["assumed_rpo_s"]),
    )


def _numbers(table: Mapping[str, Any]) -> dict[str, float]:
    return {key: float(v) for key, v in table.items() if isinstance(v, int | float)}


def _by_disruption(table: Mapping[str, float]) -> dict[Disruption, float]:
    return {Disruption(key): float(value) for key, value in table.items()}
