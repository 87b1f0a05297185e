"""The JSON schema of ``tenet score --format json``, for whoever reads it with a program."""

from typing import Any

from designer.catalog.service import StepKind
from designer.scoring.simulation_schema import SIMULATION

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}
_POINTS: dict[str, Any] = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
_SECONDS: dict[str, Any] = {"type": ["number", "null"], "minimum": 0}
_YES_NO: dict[str, Any] = {"type": "boolean"}
_MET: dict[str, Any] = {"type": ["boolean", "null"]}
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


_FIGURES: dict[str, dict[str, Any]] = {
    "percent": _NUMBER,
    "unavailability": _NUMBER,
    "minutes_per_year": _NUMBER,
    "nines": {"type": ["number", "null"]},
    "low": _NUMBER,
    "high": _NUMBER,
    "method": {"enum": ["exact", "bounded", "simulated"]},
}
_STEP: dict[str, Any] = {"enum": [kind.value for kind in StepKind]}
# Requests a second; "unlimited" for what has no known limit, null for what is not known.
_RATE: dict[str, Any] = {
    "anyOf": [{"type": "number", "minimum": 0}, {"const": "unlimited"}, {"type": "null"}]
}
_PERCENT: dict[str, Any] = {"type": ["number", "null"], "minimum": 0}
_RECOVERY = _list(
    store={"type": ["string", "null"]},
    name=_TEXT,
    disruption={"enum": ["software", "infrastructure", "zone", "region"]},
    rto_s=_SECONDS,
    rpo_s=_SECONDS,
    unrecoverable=_YES_NO,
    by=_TEXT,
    chain=_list(step=_STEP, seconds=_NUMBER, what=_TEXT, source=_TEXT, assumed=_YES_NO),
    chain_text=_TEXT,
    assumed=_YES_NO,
    rto_met=_MET,
    rpo_met=_MET,
)
_CUT_SETS = _object(
    order=_NUMBER,
    asked=_NUMBER,
    note=_TEXT,
    sets=_list(
        id=_TEXT,
        order=_NUMBER,
        sentence=_TEXT,
        parts=_list(
            kind={"enum": ["element", "zone", "region"]},
            id=_TEXT,
            name=_TEXT,
            count=_NUMBER,
            of=_NUMBER,
            elements=_IDS,
        ),
        elements=_IDS,
        domains=_IDS,
        journeys=_IDS,
        request=_YES_NO,
        sets=_NUMBER,
        chance=_NUMBER,
    ),
)

SCORE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Tenet Designer score",
    **_object(
        schema={"const": "tenet-score/1.1"},
        tool=_object(name=_TEXT, version=_TEXT),
        rule_set=_object(version=_TEXT, hash=_TEXT),
        profile=_object(id=_TEXT, version=_NUMBER),
        title=_TEXT,
        overall=_object(score=_POINTS, high=_POINTS, with_accepted=_POINTS, letter=_TEXT),
        counts=_object(
            elements=_NUMBER,
            links=_NUMBER,
            journeys=_NUMBER,
            findings=_NUMBER,
            not_stated=_NUMBER,
            accepted=_NUMBER,
        ),
        tenets=_list(
            tenet=_TEXT,
            title=_TEXT,
            score=_POINTS,
            possible=_POINTS,
            with_accepted=_POINTS,
            interval={"type": "array", "items": _POINTS},
            caps=_list(limit=_NUMBER, reason=_TEXT, elements=_IDS, rule=_TEXT),
            parts=_list(name=_TEXT, figure=_TEXT, points=_NUMBER, weight=_NUMBER, evidence=_IDS),
        ),
        findings=_list(
            rule=_TEXT,
            key=_TEXT,
            tenet=_TEXT,
            title=_TEXT,
            verdict={"enum": ["fail", "unknown"]},
            severity={"enum": ["high", "medium", "low"]},
            sentence=_TEXT,
            elements=_list(id=_TEXT, name=_TEXT),
            scenario=_TEXT,
            points=_NUMBER,
            accepted=_TEXT,
            fixes=_list(
                title=_TEXT,
                option=_TEXT,
                best_at={"type": "array", "items": _TEXT},
                gain=_NUMBER,
                overall=_POINTS,
                tenets=_list(tenet=_TEXT, score=_NUMBER),
                changes={"type": "array", "items": _TEXT},
                relative_cost=_NUMBER,
                why=_TEXT,
            ),
        ),
        waivers_not_needed=_list(key=_TEXT, reason=_TEXT),
        rules=_list(rule=_TEXT, verdict={"enum": ["pass", "fail", "not_applicable", "unknown"]}),
        journeys=_list(
            id=_TEXT,
            name=_TEXT,
            kind={"enum": ["request", "background"]},
            elements=_IDS,
            availability={"anyOf": [_object(**_FIGURES), {"type": "null"}]},
        ),
        single_points=_list(
            kind={"enum": ["element", "zone", "region"]},
            id=_TEXT,
            name=_TEXT,
            elements=_IDS,
            journeys=_IDS,
            blast_radius=_IDS,
            scenario=_TEXT,
            managed=_YES_NO,
        ),
        cut_sets=_CUT_SETS,
        availability=_object(
            parameters=_object(
                profile={"enum": ["sla", "designed-for", "custom"]},
                region_percent=_NUMBER,
                zone_percent=_NUMBER,
            ),
            structural=_object(
                **_FIGURES,
                contributions=_list(
                    name=_TEXT,
                    event=_TEXT,
                    elements=_IDS,
                    share=_NUMBER,
                    minutes_per_year=_NUMBER,
                    unavailability=_NUMBER,
                    birnbaum=_NUMBER,
                ),
            ),
            operational=_object(
                minutes_per_year=_NUMBER,
                percent=_NUMBER,
                assumed=_YES_NO,
                terms=_list(
                    name=_TEXT,
                    minutes_per_year=_NUMBER,
                    assumed=_YES_NO,
                    chain=_list(step=_TEXT, value=_NUMBER),
                ),
            ),
        ),
        capacity=_object(
            peak_rps=_PERCENT,
            sentence=_TEXT,
            now_rps=_RATE,
            vertical_rps=_RATE,
            horizontal_rps=_RATE,
            grown_rps=_RATE,
            stops=_IDS,
            unknown=_IDS,
            proof={"anyOf": [_object(load_rps=_RATE, cut=_IDS), {"type": "null"}]},
            bottleneck={"type": ["string", "null"]},
            tiers=_list(
                id=_TEXT,
                name=_TEXT,
                visits=_NUMBER,
                demand_rps=_PERCENT,
                replicas=_NUMBER,
                replicas_max={"anyOf": [_NUMBER, {"const": "unlimited"}]},
                machine=_TEXT,
                machine_assumed=_YES_NO,
                largest=_TEXT,
                capacity_assumed=_YES_NO,
                now_rps=_RATE,
                vertical_rps=_RATE,
                horizontal_rps=_RATE,
                grown_rps=_RATE,
                after_zone_loss_rps=_RATE,
                load_rps=_RATE,
                headroom_now={"anyOf": [_NUMBER, {"const": "unlimited"}, {"type": "null"}]},
                headroom={"anyOf": [_NUMBER, {"const": "unlimited"}, {"type": "null"}]},
                is_bottleneck=_YES_NO,
                stops_growth=_YES_NO,
            ),
            fleets=_list(
                tiers=_IDS,
                zones=_NUMBER,
                worst_zone=_TEXT,
                provisioned_percent=_NUMBER,
                needed_percent=_PERCENT,
                left_percent=_NUMBER,
                sentence=_TEXT,
            ),
        ),
        recovery=_object(strategy=_TEXT, rows=_RECOVERY, workload=_RECOVERY, contradictions=_IDS),
        questions=_list(element=_TEXT, property=_TEXT, sentence=_TEXT, gain=_NUMBER),
    ),
}

SCHEMAS: dict[str, dict[str, Any]] = {"score": SCORE, "simulate": SIMULATION}
