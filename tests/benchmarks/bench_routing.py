"""Routing 1,000 links at once, and following one element that moves."""

import random
from dataclasses import replace

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from designer.model.ids import ElementId
from designer.render.routing import Router
from tests.benchmarks.report import say, seconds
from tests.render.drawings import Sheet

COLUMNS = 40


def crowd(links: int) -> Sheet:
    """A dense grid of as many elements as links, most links to somewhere near."""
    chance = random.Random(1)
    sheet = Sheet()
    for index in range(links):
        at = ((index % COLUMNS) * 150.0, (index // COLUMNS) * 140.0)
        sheet.put(f"n{index}", "ec2", f"Server number {index}", at)
    steps = (1, 2, 3, COLUMNS, COLUMNS + 1, 2 * COLUMNS, -1, -COLUMNS, 5 * COLUMNS + 4)
    for _ in range(links):
        source = chance.randrange(links)
        target = (source + chance.choice(steps)) % links
        if source != target:
            sheet.link(f"n{source}", f"n{target}")
    return sheet


@pytest.mark.parametrize("links", [100, 1_000])
def test_route_all(
    links: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    diagram = crowd(links).diagram()
    router = benchmark(lambda: Router(diagram))
    assert len(router.routes) == len(diagram.topology.links)
    say(capsys, f"route {links:,} links: {seconds(benchmark) * 1e3:.0f} ms")


@pytest.mark.parametrize("links", [100, 1_000])
def test_follow_one_move(
    links: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    diagram = crowd(links).diagram()
    key = ElementId(f"n{links // 2}")
    layout = diagram.layout
    there = replace(layout, boxes=layout.boxes.with_item(key, layout.boxes[key].moved(20, 9)))
    moved = diagram.with_layout(there)
    router = Router(diagram)

    def to_and_fro() -> None:
        router.update(moved)
        router.update(diagram)

    benchmark(to_and_fro)
    say(capsys, f"follow a move among {links:,} links: {seconds(benchmark) * 5e2:.1f} ms")
