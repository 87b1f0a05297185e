"""A catalog row as text for people and as data for programs."""

from collections.abc import Iterator, Mapping
from typing import Any

from designer.catalog.service import AvailabilityFigure, Property, RecoveryFigure, Service
from designer.model.elements import Value


def lines(row: Service) -> Iterator[str]:
    """Yield what the catalog knows about a service, line by line."""
    yield f"{row.name} ({row.key}): {row.full_name}"
    yield row.summary
    yield ""
    yield f"Section        {row.category.value}"
    yield f"Stands in      {', '.join(sorted(row.stands_in))}"
    yield f"Fails with     {_failure(row)}"
    if row.synonyms:
        yield f"Also called    {', '.join(row.synonyms)}"
    if row.diagrams_class:
        yield f"In diagrams    {row.diagrams_class}"
    for title, names in (
        ("CloudFormation", row.names.cloudformation),
        ("Terraform", row.names.terraform),
        ("draw.io", row.names.drawio),
    ):
        if names:
            yield f"{title:<14} {', '.join(names)}"
    yield from _section("Properties", (_property(p) for p in row.properties))
    yield from _section("Availability", (_availability(a) for a in row.availability))
    yield from _section("Recovery", (_recovery(r) for r in row.recovery))


def _section(title: str, entries: Iterator[str]) -> Iterator[str]:
    found = list(entries)
    if found:
        yield ""
        yield title
        yield from (f"  {entry}" for entry in found)


def _failure(row: Service) -> str:
    scope = {
        "zonal": "its zone",
        "regional": "its Region",
        "global": "AWS as a whole",
        "external": "its owner: it is not AWS's to run",
    }[row.failure.scope.value]
    return f"{scope}; replicas: {row.failure.replicas.value}"


def _property(known: Property) -> str:
    unit = f" {known.unit}" if known.unit else ""
    default = "" if known.default is None else f", AWS's default {_shown(known.default)}{unit}"
    choices = f" ({', '.join(known.choices)})" if known.choices else ""
    return f"{known.key}: {known.label}, {known.type.value}{choices}{default}. {known.help}"


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(value) if isinstance(value, tuple) else f"{value}"


def _when(when: Mapping[str, Value]) -> str:
    return "".join(f", when {key} is {_shown(value)}" for key, value in sorted(when.items()))


def _availability(figure: AvailabilityFigure) -> str:
    designed = "" if figure.designed_for is None else f", designed for {figure.designed_for:g} %"
    return (
        f"{figure.of}: SLA {figure.sla:g} %{designed}{_when(figure.when)} "
        f"[{figure.confidence.value}: {figure.source}]"
    )


def _recovery(figure: RecoveryFigure) -> str:
    return (
        f"{figure.disruption.value}: back after {figure.rto_s:g} s, "
        f"{figure.rpo_s:g} s of data lost, {figure.by}{_when(figure.when)} "
        f"[{figure.confidence.value}: {figure.source}]"
    )


def to_data(row: Service) -> dict[str, Any]:
    """Return the row as dictionaries, lists, texts and numbers."""
    return {
        "key": row.key,
        "name": row.name,
        "full_name": row.full_name,
        "category": row.category.value,
        "kind": row.kind.value,
        "role": row.role.value,
        "summary": row.summary,
        "icon": row.icon,
        "diagrams_class": row.diagrams_class,
        "stands_in": sorted(row.stands_in),
        "synonyms": list(row.synonyms),
        "stateful": row.stateful,
        "durability_nines": row.durability_nines,
        "failure": {
            "scope": row.failure.scope.value,
            "replicas": row.failure.replicas.value,
            "failover_s": row.failure.failover_s,
        },
        "properties": [
            {
                "key": p.key,
                "label": p.label,
                "type": p.type.value,
                "help": p.help,
                "default": p.default,
                "unit": p.unit,
                "choices": list(p.choices),
                "minimum": p.minimum,
                "maximum": p.maximum,
                "tenets": list(p.tenets),
                "pillars": list(p.pillars),
            }
            for p in row.properties
        ],
        "availability": [
            {
                "of": a.of,
                "sla": a.sla,
                "designed_for": a.designed_for,
                "when": dict(a.when),
                "source": a.source,
                "confidence": a.confidence.value,
            }
            for a in row.availability
        ],
        "recovery": [
            {
                "disruption": r.disruption.value,
                "rto_s": r.rto_s,
                "rpo_s": r.rpo_s,
                "by": r.by,
                "when": dict(r.when),
                "source": r.source,
                "confidence": r.confidence.value,
            }
            for r in row.recovery
        ],
        "names": {
            "drawio": list(row.names.drawio),
            "cloudformation": list(row.names.cloudformation),
            "terraform": list(row.names.terraform),
        },
    }
