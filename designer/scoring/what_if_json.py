"""What a failure does as plain data: what the command line prints and the window shows."""

from typing import Any

from designer.analysis.what_if import WhatIf
from designer.model.diagram import Diagram
from designer.model.topology import Topology
from designer.rules import failure_phrasing as words
from designer.rules.phrasing import name


def what_if_data(answer: WhatIf, diagram: Diagram) -> dict[str, Any]:
    """Return ``answer`` as dictionaries, lists, texts and numbers; see ``SIMULATION``."""
    topology = diagram.topology
    links = topology.links
    return {
        "sentence": words.headline(answer, topology),
        "failed": [
            {"id": one.id, "kind": one.kind, "name": one.name, "boxes": list(one.boxes)}
            for one in answer.failed
        ],
        "journeys": [
            {
                "id": journey.id,
                "name": journey.name,
                "kind": journey.kind,
                "state": journey.state.value,
                "share": _rounded(journey.share),
                "sentence": words.journey_reason(journey, answer, topology),
                "via": [] if journey.loss is None else list(journey.loss.via),
                "by": [] if journey.loss is None else list(journey.loss.by),
            }
            for journey in answer.journeys
        ],
        "lost": [
            {
                "id": loss.id,
                "name": name(topology, loss.id),
                "cause": loss.cause.value,
                "sentence": words.reason(loss, answer, topology),
                "via": list(loss.via),
                "by": list(loss.by),
            }
            for loss in answer.lost
        ],
        "links": [
            {
                "id": key,
                "source": links[key].source,
                "target": links[key].target,
                "state": state.value,
            }
            for key, state in answer.links.items()
        ],
        "capacity": _capacity(answer, topology),
    }


def _capacity(answer: WhatIf, topology: Topology) -> dict[str, Any]:
    return {
        "share": _rounded(answer.share),
        "sentence": words.capacity_line(answer, topology),
        "bottleneck": answer.bottleneck,
        "tiers": [
            {
                "units": list(tier.units),
                "name": words.tier_name(tier, topology),
                "shares": [_rounded(share) for share in tier.shares],
                "share": _rounded(tier.share),
                "unlimited": tier.unlimited,
                "now_rps": _rounded(tier.now_rps),
                "left_rps": _rounded(tier.left_rps),
                "demand_rps": _rounded(tier.demand_rps),
                "carries_peak": tier.carries_peak,
                "sentence": words.tier_left(tier),
            }
            for tier in answer.tiers
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
