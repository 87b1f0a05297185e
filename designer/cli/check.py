"""`tenet check`: whether a file can be opened, and whether everything stands where it may."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from designer.cli.output import BAD_INPUT, BELOW, FINE, say
from designer.cli.reading import read_all

if TYPE_CHECKING:
    from designer.model.diagram import Diagram


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Tell whether each FILE can be opened and everything in it stands where it may.

    Exit codes: 0 sound, 1 something is misplaced, 2 a file cannot be opened.
    """
    designs, bad = read_all(files)
    found = 0
    for file, diagram in designs:
        advice = list(misplaced(diagram))
        found += len(advice)
        for key, sentence in advice:
            say(f"{file}: {key}: {sentence}")
        if not advice:
            topology = diagram.topology
            say(f"{file}: sound, {len(topology.elements)} elements, {len(topology.links)} links")
    ctx.exit(BAD_INPUT if bad else BELOW if found else FINE)


def misplaced(diagram: "Diagram") -> "Iterator[tuple[str, str]]":
    """Yield the id of each element and link that would be refused today, and why."""
    from designer.catalog.loader import catalog
    from designer.catalog.placement import may_link, may_stand

    topology = diagram.topology
    for element in topology.elements.values():
        refusal = may_stand(topology, catalog()[element.service], element.parent)
        if refusal is not None:
            yield element.id, refusal.reason
    for link in topology.links.values():
        ends = topology.elements[link.source], topology.elements[link.target]
        refusal = may_link(*ends, link.kind)
        if refusal is not None:
            yield link.id, refusal.reason
