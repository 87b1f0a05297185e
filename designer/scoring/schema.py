"""The JSON schema of ``tenet score --format json``, for whoever reads it with a program."""

from designer.catalog.service import StepKind
from designer.scoring.json_schema import (
    IDS,
    NUMBER,
    TEXT,
    YES_NO,
    Schema,
    document,
    list_of,
    object_of,
    or_null,
    rows_of,
)
from designer.scoring.simulation_schema import SIMULATION

_POINTS: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
_SECONDS: Schema = {"type": ["number", "null"], "minimum": 0}
_MET: Schema = {"type": ["boolean", "null"]}

_FIGURES: dict[str, Schema] = {
    "percent": NUMBER,
    "unavailability": NUMBER,
    "minutes_per_year": NUMBER,
    "nines": {"type": ["number", "null"]},
    "low": NUMBER,
    "high": NUMBER,
    "method": {"enum": ["exact", "bounded", "simulated"]},
}
_STEP: Schema = {"enum": [kind.value for kind in StepKind]}
# Requests a second; "unlimited" for what has no known limit, null for what is not known.
_RATE: Schema = {
    "anyOf": [{"type": "number", "minimum": 0}, {"const": "unlimited"}, {"type": "null"}]
}
_PERCENT: Schema = {"type": ["number", "null"], "minimum": 0}
_RECOVERY = rows_of(
    store={"type": ["string", "null"]},
    name=TEXT,
    disruption={"enum": ["software", "infrastructure", "zone", "region"]},
    rto_s=_SECONDS,
    rpo_s=_SECONDS,
    unrecoverable=YES_NO,
    by=TEXT,
    chain=rows_of(step=_STEP, seconds=NUMBER, what=TEXT, source=TEXT, assumed=YES_NO),
    chain_text=TEXT,
    assumed=YES_NO,
    rto_met=_MET,
    rpo_met=_MET,
)
_CUT_SETS = object_of(
    order=NUMBER,
    asked=NUMBER,
    note=TEXT,
    sets=rows_of(
        id=TEXT,
        order=NUMBER,
        sentence=TEXT,
        parts=rows_of(
            kind={"enum": ["element", "zone", "region"]},
            id=TEXT,
            name=TEXT,
            count=NUMBER,
            of=NUMBER,
            elements=IDS,
        ),
        elements=IDS,
        domains=IDS,
        journeys=IDS,
        request=YES_NO,
        sets=NUMBER,
        chance=NUMBER,
    ),
)

SCORE: Schema = document(
    "Tenet Designer score",
    schema={"const": "tenet-score/1.1"},
    tool=object_of(name=TEXT, version=TEXT),
    rule_set=object_of(version=TEXT, hash=TEXT),
    profile=object_of(id=TEXT, version=NUMBER),
    title=TEXT,
    overall=object_of(score=_POINTS, high=_POINTS, with_accepted=_POINTS, letter=TEXT),
    counts=object_of(
        elements=NUMBER,
        links=NUMBER,
        journeys=NUMBER,
        findings=NUMBER,
        not_stated=NUMBER,
        accepted=NUMBER,
    ),
    tenets=rows_of(
        tenet=TEXT,
        title=TEXT,
        score=_POINTS,
        possible=_POINTS,
        with_accepted=_POINTS,
        interval=list_of(_POINTS),
        caps=rows_of(limit=NUMBER, reason=TEXT, elements=IDS, rule=TEXT),
        parts=rows_of(name=TEXT, figure=TEXT, points=NUMBER, weight=NUMBER, evidence=IDS),
    ),
    findings=rows_of(
        rule=TEXT,
        key=TEXT,
        tenet=TEXT,
        title=TEXT,
        verdict={"enum": ["fail", "unknown"]},
        severity={"enum": ["high", "medium", "low"]},
        sentence=TEXT,
        elements=rows_of(id=TEXT, name=TEXT),
        scenario=TEXT,
        points=NUMBER,
        accepted=TEXT,
        fixes=rows_of(
            title=TEXT,
            option=TEXT,
            best_at=IDS,
            gain=NUMBER,
            overall=_POINTS,
            tenets=rows_of(tenet=TEXT, score=NUMBER),
            changes=IDS,
            relative_cost=NUMBER,
            why=TEXT,
        ),
    ),
    waivers_not_needed=rows_of(key=TEXT, reason=TEXT),
    rules=rows_of(rule=TEXT, verdict={"enum": ["pass", "fail", "not_applicable", "unknown"]}),
    journeys=rows_of(
        id=TEXT,
        name=TEXT,
        kind={"enum": ["request", "background"]},
        elements=IDS,
        availability=or_null(object_of(**_FIGURES)),
    ),
    single_points=rows_of(
        kind={"enum": ["element", "zone", "region"]},
        id=TEXT,
        name=TEXT,
        elements=IDS,
        journeys=IDS,
        blast_radius=IDS,
        scenario=TEXT,
        managed=YES_NO,
    ),
    cut_sets=_CUT_SETS,
    availability=object_of(
        parameters=object_of(
            profile={"enum": ["sla", "designed-for", "custom"]},
            region_percent=NUMBER,
            zone_percent=NUMBER,
        ),
        structural=object_of(
            **_FIGURES,
            contributions=rows_of(
                name=TEXT,
                event=TEXT,
                elements=IDS,
                share=NUMBER,
                minutes_per_year=NUMBER,
                unavailability=NUMBER,
                birnbaum=NUMBER,
            ),
        ),
        operational=object_of(
            minutes_per_year=NUMBER,
            percent=NUMBER,
            assumed=YES_NO,
            terms=rows_of(
                name=TEXT,
                minutes_per_year=NUMBER,
                assumed=YES_NO,
                chain=rows_of(step=TEXT, value=NUMBER),
            ),
        ),
    ),
    capacity=object_of(
        peak_rps=_PERCENT,
        sentence=TEXT,
        now_rps=_RATE,
        vertical_rps=_RATE,
        horizontal_rps=_RATE,
        grown_rps=_RATE,
        stops=IDS,
        unknown=IDS,
        proof=or_null(object_of(load_rps=_RATE, cut=IDS)),
        bottleneck={"type": ["string", "null"]},
        tiers=rows_of(
            id=TEXT,
            name=TEXT,
            visits=NUMBER,
            demand_rps=_PERCENT,
            replicas=NUMBER,
            replicas_max={"anyOf": [NUMBER, {"const": "unlimited"}]},
            machine=TEXT,
            machine_assumed=YES_NO,
            largest=TEXT,
            capacity_assumed=YES_NO,
            now_rps=_RATE,
            vertical_rps=_RATE,
            horizontal_rps=_RATE,
            grown_rps=_RATE,
            after_zone_loss_rps=_RATE,
            load_rps=_RATE,
            headroom_now={"anyOf": [NUMBER, {"const": "unlimited"}, {"type": "null"}]},
            headroom={"anyOf": [NUMBER, {"const": "unlimited"}, {"type": "null"}]},
            is_bottleneck=YES_NO,
            stops_growth=YES_NO,
        ),
        fleets=rows_of(
            tiers=IDS,
            zones=NUMBER,
            worst_zone=TEXT,
            provisioned_percent=NUMBER,
            needed_percent=_PERCENT,
            left_percent=NUMBER,
            sentence=TEXT,
        ),
    ),
    recovery=object_of(strategy=TEXT, rows=_RECOVERY, workload=_RECOVERY, contradictions=IDS),
    questions=rows_of(element=TEXT, property=TEXT, sentence=TEXT, gain=NUMBER),
)

SCHEMAS: dict[str, Schema] = {"score": SCORE, "simulate": SIMULATION}
