"""Who answers for what in a design as data for JSON."""

from typing import Any

from designer.model.diagram import Diagram
from designer.responsibility.areas import Area
from designer.responsibility.design import Duty, Responsibility
from designer.responsibility.matrix import Matrix

SCHEMA = "tenet-responsibility/1"


def responsibility_data(found: Responsibility, design: Diagram) -> dict[str, Any]:
    """Return ``found`` for ``design`` as JSON data."""
    return {
        "schema": SCHEMA,
        "title": design.title,
        "areas": [{"id": area.value, "title": area.title} for area in Area],
        "services": [_row(own, ids) for own, ids in found.rows],
        "yours": [_duty(duty) for duty in found.duties],
    }


def _row(own: Matrix, ids: tuple[str, ...]) -> dict[str, Any]:
    return {
        "service": own.service,
        "model": own.model.value,
        "elements": list(ids),
        "areas": {
            area.value: {"party": line.party.value, "sentence": line.sentence}
            for area, line in own.lines.items()
        },
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "service": duty.service,
        "elements": list(duty.elements),
        "area": duty.area.value,
        "party": duty.line.party.value,
        "sentence": duty.line.sentence,
        "standing": duty.standing.value,
        "blamed": list(duty.blamed),
        "reasons": [{"check": name, "sentence": text} for name, text in duty.reasons],
    }
