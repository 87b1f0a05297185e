"""Arrangements: nothing overlaps, everything lies where it stands, and zones are aligned."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Layout
from designer.model.links import Link, LinkKind
from designer.model.topology import Topology
from designer.render.arrange.arrangement import arranged
from designer.storage.diagram_file import read
from tests.analysis.population import drawing, topology_of
from tests.benchmarks.designs import design
from tests.builders import diagram
from tests.render.arrange.geometry import faults, strangers
from tests.render.drawings import serverless, three_tier

_SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.tenet"))
_KINDS = (Kind.REGION, Kind.VPC, Kind.ZONE, Kind.SUBNET, Kind.SCALING_GROUP, Kind.GROUP)
_SERVICES = ("ec2", "alb", "rds", "s3", "lambda", "sqs", "users", "igw", "nat", "kms", "nothing")


def _laid(diagram: Diagram) -> Diagram:
    return diagram.with_layout(arranged(diagram))


def _wild(seed: int) -> Diagram:
    """Return a drawing of random containers, memberships and links, sound but without sense."""
    random = Random(seed)
    elements: dict[ElementId, Element] = {}
    boxes: list[ElementId] = []
    for number in range(random.randint(1, 45)):
        key = ElementId(f"e{number}")
        kind = random.choice(_KINDS) if random.random() < 0.35 else Kind.RESOURCE
        parent = random.choice(boxes) if boxes and random.random() < 0.85 else None
        name = " ".join(random.choice(("Web", "Private subnet", "b", "x" * 40)) for _ in range(3))
        elements[key] = Element(
            id=key, kind=kind, service=random.choice(_SERVICES), name=name, parent=parent
        )
        if kind.is_container and number < 30:
            boxes.append(key)
    groups = [key for key, element in elements.items() if element.kind.has_members]
    for key, element in elements.items():
        if groups and not element.kind.is_container and random.random() < 0.4:
            chosen = random.sample(groups, random.randint(1, min(2, len(groups))))
            elements[key] = replace(element, memberships=tuple(chosen))
    links = _wild_links(random, list(elements))
    blank = Layout(boxes=FrozenMap(dict.fromkeys(elements, Box(0, 0, 10, 10))))
    topology = Topology(elements=FrozenMap(elements), links=FrozenMap({k.id: k for k in links}))
    return Diagram(topology=topology, layout=blank)


def _wild_links(random: Random, keys: list[ElementId]) -> list[Link]:
    links = []
    for number in range(random.randint(0, 2 * len(keys)) if len(keys) > 1 else 0):
        source, target = random.sample(keys, 2)
        label = random.choice(("", "", "HTTPS", "a long label that breaks"))
        kind = random.choice(list(LinkKind))
        links.append(
            Link(id=LinkId(f"l{number}"), source=source, target=target, kind=kind, label=label)
        )
    return links


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_samples_are_arranged_without_fault(path: Path) -> None:
    result = _laid(read(path))
    assert faults(result) == []
    assert strangers(result) == []


@pytest.mark.parametrize("made", [three_tier(), serverless(), EMPTY], ids=["3", "s", "empty"])
def test_small_drawings_are_arranged_without_fault(made: Diagram) -> None:
    result = _laid(made)
    assert faults(result) == []
    assert strangers(result) == []


def test_meaningful_random_drawings_are_arranged_without_fault() -> None:
    for seed in range(250):
        result = _laid(Diagram(topology=topology_of(drawing(seed))))
        assert faults(result) == [], seed


def test_wild_drawings_are_arranged_without_fault() -> None:
    groups = 0
    for seed in range(150):
        made = _wild(seed)
        groups += len(made.topology.of_kind(Kind.SCALING_GROUP, Kind.GROUP))
        assert faults(_laid(made)) == [], seed
    assert groups > 150


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_the_present_layout_does_not_matter(path: Path) -> None:
    drawn = read(path)
    once = _laid(drawn)
    assert arranged(once) == once.layout
    assert arranged(drawn.with_layout(Layout())) == once.layout


def test_two_runs_give_the_same_layout() -> None:
    for seed in range(0, 100, 10):
        assert arranged(_wild(seed)) == arranged(_wild(seed))


_ZONES = """
region r
  vpc v
    alb lb
    asg group
    zone a
      subnet public-a "Public subnet a" public
        nat nat-a
      subnet web-a "Web subnet a"
        ec2 web-1 in group
      subnet data-a "Data subnet a"
        rds db
        elasticache cache
    zone b
      subnet web-b "Web subnet b"
        ec2 web-2 in group
      subnet data-b "Data subnet b"
        rds copy
    zone c
      subnet public-c "Public subnet c" public
        nat nat-c
      subnet data-c "Data subnet c"
lb -> group
group -> db, cache
db => copy
"""


def test_the_same_tiers_of_zones_share_a_band() -> None:
    made = diagram(_ZONES)
    boxes = arranged(made).boxes
    tops = {key: box.y for key, box in boxes.items()}
    for tier in ("public-ac", "web-ab", "data-abc"):
        name, letters = tier.rsplit("-", 1)
        keys = [ElementId(f"{name}-{letter}") for letter in letters]
        assert len({tops[key] for key in keys}) == 1
        assert len({boxes[key].height for key in keys}) == 1
    assert tops[ElementId("public-a")] < tops[ElementId("web-a")] < tops[ElementId("data-a")]
    assert tops[ElementId("web-1")] == tops[ElementId("web-2")]


def test_zones_stand_side_by_side_in_the_order_of_their_names() -> None:
    boxes = arranged(diagram(_ZONES)).boxes
    a, b, c = (boxes[ElementId(key)] for key in "abc")
    assert a.right < b.x < b.right < c.x
    assert Counter(box.y for box in (a, b, c)) == {a.y: 3}
    assert Counter(box.height for box in (a, b, c)) == {a.height: 3}


def test_requests_lead_to_the_right() -> None:
    made = diagram("users u\nroute53 dns\nalb lb\nec2 web\nrds db\nu -> dns -> lb -> web -> db\n")
    boxes = arranged(made).boxes
    order = [boxes[ElementId(key)] for key in ("u", "dns", "lb", "web", "db")]
    assert all(one.right < other.x for one, other in pairwise(order))
    assert len({box.y for box in order}) == 1


def test_a_thousand_elements_take_no_second() -> None:
    made = design(1000)
    start = perf_counter()
    result = _laid(made)
    assert perf_counter() - start < 3.0  # a second on the slowest machine met, with room
    assert faults(result) == []
