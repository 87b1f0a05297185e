"""Instance types: the vCPUs of a size and the largest size of its family, to grow vertically."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SUFFIXES = (".search", ".elasticsearch")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceType:
    """One size of a family, and where the family ends.

    Attributes:
        name: as AWS writes it, for example "db.r7g.large".
        vcpus: virtual processors; capacity is taken to grow with them.
        largest: name of the family's largest size.
        largest_vcpus: its virtual processors.
    """

    name: str
    vcpus: float
    largest: str
    largest_vcpus: float

    @property
    def growth(self) -> float:
        """How many times its processors the largest size has; 1 for the largest."""
        return self.largest_vcpus / self.vcpus


@cache
def _families() -> Mapping[str, Mapping[str, float]]:
    text = (files("designer.catalog") / "data" / "instances.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return {
        family: data["ladders"][ladder]
        for ladder, families in data["families"].items()
        for family in families
    }


@cache
def instance_type(name: str) -> InstanceType | None:
    """Return the type called ``name``, of EC2 or of a managed service; None when unknown.

    >>> instance_type("m7g.2xlarge").growth, instance_type("db.t4g.micro").largest
    (8.0, 'db.t4g.2xlarge')
    """
    plain = name.strip().lower()
    suffix = next((end for end in _SUFFIXES if plain.endswith(end)), "")
    family, _, size = plain.removesuffix(suffix).rpartition(".")
    ladder = _families().get(family) or _families().get(family.rpartition(".")[2])
    if ladder is None or size not in ladder:
        return None
    largest = max(ladder, key=lambda key: ladder[key])
    return InstanceType(
        name=plain,
        vcpus=ladder[size],
        largest=f"{family}.{largest}{suffix}",
        largest_vcpus=ladder[largest],
    )
