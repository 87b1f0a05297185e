"""The JSON schema of ``tenet simulate --format json``, for whoever reads it with a program."""

from designer.scoring.json_schema import (
    COUNT,
    IDS,
    NUMBER,
    SHARE,
    TEXT,
    YES_NO,
    Schema,
    document,
    list_of,
    object_of,
    or_null,
    rows_of,
)

SCHEMA_VERSION = "1.0"

_RATE: Schema = {"type": ["number", "null"], "minimum": 0}

_WHAT_IF = object_of(
    sentence=TEXT,
    failed=rows_of(
        id=TEXT, kind={"enum": ["element", "zone", "region", "box"]}, name=TEXT, boxes=IDS
    ),
    journeys=rows_of(
        id=TEXT,
        name=TEXT,
        kind={"enum": ["request", "background"]},
        state={"enum": ["served", "overloaded", "broken", "never_served"]},
        share=or_null(SHARE),
        sentence=TEXT,
        via=IDS,
        by=IDS,
    ),
    lost=rows_of(
        id=TEXT,
        name=TEXT,
        cause={"enum": ["failed", "parts", "needs", "cut_off"]},
        sentence=TEXT,
        via=IDS,
        by=IDS,
    ),
    links=rows_of(
        id=TEXT,
        source=TEXT,
        target=TEXT,
        state={"enum": ["broken", "cut_off", "takes_over"]},
    ),
    capacity=object_of(
        share=SHARE,
        sentence=TEXT,
        bottleneck={"type": ["integer", "null"], "minimum": 0},
        tiers=rows_of(
            units=IDS,
            name=TEXT,
            shares=list_of(SHARE),
            share=SHARE,
            unlimited=YES_NO,
            now_rps=_RATE,
            left_rps=_RATE,
            demand_rps=_RATE,
            carries_peak={"type": ["boolean", "null"]},
            sentence=TEXT,
        ),
    ),
)
_METRICS = object_of(
    under_accuracy=NUMBER,
    over_accuracy=NUMBER,
    under_accuracy_percent=NUMBER,
    over_accuracy_percent=NUMBER,
    under_timeshare=NUMBER,
    over_timeshare=NUMBER,
    instability=NUMBER,
    deviation=NUMBER,
)
_LOAD = object_of(
    name=TEXT,
    seconds=NUMBER,
    peak_rps=NUMBER,
    tiers=rows_of(
        id=TEXT,
        name=TEXT,
        how=TEXT,
        unit=TEXT,
        scales=YES_NO,
        assumed=IDS,
        largest_demand=NUMBER,
        largest_supply=NUMBER,
        metrics=_METRICS,
        unit_hours=NUMBER,
        ideal_hours=NUMBER,
        refused_share=SHARE,
        speedup={"type": ["number", "null"]},
        shortages=rows_of(start_s=NUMBER, end_s=NUMBER, missing=COUNT),
    ),
)

SIMULATION: Schema = document(
    "Tenet Designer simulation",
    schema={"const": f"tenet-simulate/{SCHEMA_VERSION}"},
    title=TEXT,
    what_if=or_null(_WHAT_IF),
    load=or_null(_LOAD),
)
