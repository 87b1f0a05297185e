"""What a failure does, as tables for people."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from designer.analysis.what_if import LinkState, WhatIf
from designer.cli.tables import cell, heading, table
from designer.model.diagram import Diagram
from designer.rules import failure_phrasing as words
from designer.rules.phrasing import count, name


def failure_parts(answer: WhatIf, diagram: Diagram) -> Iterator[RenderableType]:
    """Yield the sentence and the tables of ``answer``."""
    topology = diagram.topology
    yield cell(words.headline(answer, topology), "bold")
    yield Text()
    if answer.journeys:
        yield table(
            [("Journey", False), ("Capacity", True), ("What becomes of it", False)],
            [
                (
                    journey.name,
                    "" if journey.share is None else words.percent_left(journey.share),
                    _alone(words.journey_reason(journey, answer, topology), journey.name),
                )
                for journey in answer.journeys
            ],
            flexible=2,
        )
    yield from _losses(answer, diagram)
    hurt = words.telling_tiers(answer)
    if hurt:
        yield Text()
        yield heading("Capacity that remains")
        yield table(
            [("Tier", False), ("What is left", False)],
            [(words.tier_name(tier, topology), words.tier_left(tier)) for tier in hurt],
            flexible=1,
        )


def _alone(reason: str, journey: str) -> str:
    """Return ``reason`` without the journey's name in front, which has a column of its own."""
    rest = reason.removeprefix(f"{journey}: ")
    return rest[:1].upper() + rest[1:]


def _losses(answer: WhatIf, diagram: Diagram) -> Iterator[RenderableType]:
    topology = diagram.topology
    yield Text()
    yield heading(words.losses_line(answer))
    if answer.lost:
        yield table(
            [("Id", False), ("Why", False)],
            [(loss.id, words.reason(loss, answer, topology)) for loss in answer.lost],
            flexible=1,
        )
    broken = [key for key, state in answer.links.items() if state is LinkState.BROKEN]
    if broken:
        yield Text()
        yield heading(count(len(broken), "broken link"))
        ends = (topology.links[key] for key in broken)
        shown = (f"{name(topology, one.source)} → {name(topology, one.target)}" for one in ends)
        yield cell(", ".join(shown))
