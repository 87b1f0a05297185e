"""The JSON schema of ``tenet simulate --format json``, for whoever reads it with a program."""

from typing import Any

SCHEMA_VERSION = "1.0"

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_SHARE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
_RATE: dict[str, Any] = {"type": ["number", "null"], "minimum": 0}
_YES_NO: dict[str, Any] = {"type": "boolean"}
_IDS: dict[str, Any] = {"type": "array", "items": _TEXT}


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    """Describe an object of which every field is always there."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _list(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(**fields)}


def _or_null(described: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [described, {"type": "null"}]}


_WHAT_IF = _object(
    sentence=_TEXT,
    failed=_list(
        id=_TEXT, kind={"enum": ["element", "zone", "region", "box"]}, name=_TEXT, boxes=_IDS
    ),
    journeys=_list(
        id=_TEXT,
        name=_TEXT,
        kind={"enum": ["request", "background"]},
        state={"enum": ["served", "overloaded", "broken", "never_served"]},
        share=_or_null(_SHARE),
        sentence=_TEXT,
        via=_IDS,
        by=_IDS,
    ),
    lost=_list(
        id=_TEXT,
        name=_TEXT,
        cause={"enum": ["failed", "parts", "needs", "cut_off"]},
        sentence=_TEXT,
        via=_IDS,
        by=_IDS,
    ),
    links=_list(
        id=_TEXT,
        source=_TEXT,
        target=_TEXT,
        state={"enum": ["broken", "cut_off", "takes_over"]},
    ),
    capacity=_object(
        share=_SHARE,
        sentence=_TEXT,
        bottleneck={"type": ["integer", "null"], "minimum": 0},
        tiers=_list(
            units=_IDS,
            name=_TEXT,
            shares={"type": "array", "items": _SHARE},
            share=_SHARE,
            unlimited=_YES_NO,
            now_rps=_RATE,
            left_rps=_RATE,
            demand_rps=_RATE,
            carries_peak={"type": ["boolean", "null"]},
            sentence=_TEXT,
        ),
    ),
)
_METRICS = _object(
    under_accuracy=_NUMBER,
    over_accuracy=_NUMBER,
    under_accuracy_percent=_NUMBER,
    over_accuracy_percent=_NUMBER,
    under_timeshare=_NUMBER,
    over_timeshare=_NUMBER,
    instability=_NUMBER,
    deviation=_NUMBER,
)
_LOAD = _object(
    name=_TEXT,
    seconds=_NUMBER,
    peak_rps=_NUMBER,
    tiers=_list(
        id=_TEXT,
        name=_TEXT,
        how=_TEXT,
        unit=_TEXT,
        scales=_YES_NO,
        assumed=_IDS,
        largest_demand=_NUMBER,
        largest_supply=_NUMBER,
        metrics=_METRICS,
        unit_hours=_NUMBER,
        ideal_hours=_NUMBER,
        refused_share=_SHARE,
        speedup={"type": ["number", "null"]},
        shortages=_list(start_s=_NUMBER, end_s=_NUMBER, missing=_COUNT),
    ),
)

SIMULATION: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Tenet Designer simulation",
    **_object(
        schema={"const": f"tenet-simulate/{SCHEMA_VERSION}"},
        title=_TEXT,
        what_if=_or_null(_WHAT_IF),
        load=_or_null(_LOAD),
    ),
}
