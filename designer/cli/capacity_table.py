"""Capacity and growth as tables for people: one row a tier, and where growth stops."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from designer.analysis.flow import Cut
from designer.cli.tables import cell, heading, table
from designer.model.diagram import Diagram
from designer.rules.growth_phrasing import bare_rate, mark, proof_sentence, stability
from designer.rules.phrasing import listed
from designer.scoring.scorecard import Scorecard


def capacity_parts(card: Scorecard, diagram: Diagram, cut: Cut | None) -> Iterator[RenderableType]:
    """Yield the capacity of every tier, what growth stops at, and what a lost zone leaves."""
    if not card.capacity.tiers:
        return
    yield Text()
    yield heading("Capacity (requests a second)")
    left = {tier.id: fleet.left_rps for fleet in card.fleets for tier in fleet.tiers}
    yield table(
        [
            ("Tier", False),
            ("Peak", True),
            ("Now", True),
            ("Bigger", True),
            ("More", True),
            ("Both", True),
            ("Zone lost", True),
            ("", True),
        ],
        [
            (
                tier.name,
                "–" if tier.demand_rps is None else bare_rate(tier.demand_rps),
                bare_rate(tier.now_rps),
                bare_rate(tier.vertical_rps),
                bare_rate(tier.max_rps),
                bare_rate(tier.grown_rps),
                bare_rate(left[tier.id]),
                mark(card.growth, card.capacity, tier),
            )
            for tier in card.capacity.tiers
        ],
        flexible=0,
    )
    yield cell(card.growth_sentence)
    if cut is not None:
        yield cell(proof_sentence(card.growth, cut, diagram.topology))
    for fleet in card.fleets:
        if fleet.is_judged:
            yield cell(f"{listed([tier.name for tier in fleet.tiers])}: {stability(fleet)}.")
