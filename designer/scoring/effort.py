"""What a change asks for, without prices: how much is touched, and how much more has to run.

The catalog holds no prices, and a price would depend on Region, size and contract. What can be told
from a drawing is how many more things run for which AWS sends a bill; the figure only orders the
options of one fix and is shown as "relative cost".
"""

from dataclasses import dataclass

from designer.analysis.facts import Facts
from designer.catalog.service import ReplicaModel
from designer.model.changes import diff
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.rules.trial import facts_of

# A second copy of everything, of the backups, or of what has changed, in units of one instance.
_SHARES = {
    "global_table": 1.0,
    "global_database": 1.0,
    "replication_region": 0.5,
    "cross_region_copy": 0.2,
    "pitr": 0.2,
    "automatic_backups": 0.1,
    "versioning": 0.1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a change asks for.

    Attributes:
        changes: elements and links that are added, removed or stated differently.
        cost: relative: 1 for each instance, replica or service more that runs, a share of it for
            copies that are kept; less than 0 when fewer run.
    """

    changes: int
    cost: float


def cost_words(cost: float) -> str:
    """Return a relative cost as people read it.

    >>> cost_words(-1.5), cost_words(0)
    ('relative cost −1.5', 'no more to run')
    """
    return f"relative cost {cost:+g}".replace("-", "−") if cost else "no more to run"


def effort(before: Diagram, after: Diagram, known: tuple[Facts, Facts] | None = None) -> Effort:
    """Return what it takes to get from one design to the other.

    ``known`` are the facts of both, for whoever has them.
    """
    first, last = known or (facts_of(before), facts_of(after))
    changed = diff(before, after)
    stated = sum(
        len(_differing(before.topology.elements.get(key), new))
        for key, new in changed.elements.items()
    )
    return Effort(
        changes=stated + len(changed.links),
        cost=round(_running(last) - _running(first), 3),
    )


def _differing(old: Element | None, new: Element | None) -> tuple[object, ...]:
    """Return one entry for each thing about an element that differs."""
    if old is None or new is None:
        return (None,)
    keys = {*old.properties, *new.properties}
    found: list[object] = [k for k in keys if old.properties.get(k) != new.properties.get(k)]
    if (old.parent, old.memberships, old.groups) != (new.parent, new.memberships, new.groups):
        found.append("place")
    return tuple(found) or (None,)


def _running(facts: Facts) -> float:
    total = 0.0
    for unit in facts.wiring.units:
        row = facts.services.of(unit)
        element = facts.topology.elements[unit]
        if element.kind not in (Kind.RESOURCE, Kind.SCALING_GROUP):
            continue
        managed = row.failure.replicas is ReplicaModel.MANAGED
        total += 1 if managed else facts.placement.desired(unit)
        readers = row.value(element, "read_replicas")
        total += readers if isinstance(readers, int) else 0
        total += sum(share for key, share in _SHARES.items() if row.value(element, key) is True)
    return total
