"""Designs of random structure whose names try to break out of every format."""

import os
import random

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Layout
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.looks import Hue, Look, Stroke, Weight
from designer.model.topology import Topology
from tests.builders import boxes_of
from tests.exporters.hostile import HOSTILE

EXAMPLES = int(os.environ.get("TENET_EXAMPLES", "16"))
_BOXES = ("region", "vpc", "zone", "private-subnet", "public-subnet", "asg", "group", "cloud")
_PARTS = (
    "ec2",
    "rds",
    "alb",
    "s3",
    "users",
    "memorydb",
    "generic",
    "gwlb",
    "rds-proxy",
    "sqs",
    "note",
)
_FAR = (0x21, 0x2FF, 0x5D0, 0x627, 0x202E, 0x3042, 0xD800, 0xFFFF, 0x1F600, 0x0, 0x5C, 0x22, 0x7B)


def hostile_design(seed: int) -> Diagram:
    """Return the design number ``seed``: the same on every run."""
    draw = random.Random(seed)
    elements: dict[ElementId, Element] = {}
    for number in range(draw.randint(0, 18)):
        service = catalog()[draw.choice(_BOXES if draw.random() < 0.4 else _PARTS)]
        boxes = [e.id for e in elements.values() if e.kind.is_container]
        groups = [e.id for e in elements.values() if e.kind.has_members]
        key = ElementId(f"{service.key}-{number}")
        is_member = bool(groups) and draw.random() < 0.2
        elements[key] = Element(
            id=key,
            kind=service.kind,
            service=service.key,
            name=_name(draw),
            parent=draw.choice([None, *boxes, *boxes]),
            memberships=(draw.choice(groups),) if is_member else (),
        )
    topology = Topology(elements=FrozenMap(elements), links=FrozenMap(_links(draw, elements)))
    keys = [*topology.elements, *topology.links]
    looked = draw.sample(keys, len(keys) // 4)
    looks = {
        str(key): Look(draw.choice(list(Hue)), draw.choice(list(Stroke)), draw.choice(list(Weight)))
        for key in looked
    }
    layout = Layout(boxes=FrozenMap(boxes_of(topology)), looks=FrozenMap(looks))
    return Diagram(title=_name(draw), description=_name(draw), topology=topology, layout=layout)


def _links(draw: random.Random, elements: dict[ElementId, Element]) -> dict[LinkId, Link]:
    ends = [key for key, element in elements.items() if element.service != "note"]
    found: dict[LinkId, Link] = {}
    if len(ends) < 2:
        return found
    for number in range(draw.randint(0, 14)):
        source, target = draw.sample(ends, 2)
        found[LinkId(f"link-{number}")] = Link(
            id=LinkId(f"link-{number}"),
            source=source,
            target=target,
            kind=draw.choice(list(LinkKind)),
            role=draw.choice(list(LinkRole)),
            label=_name(draw) if draw.random() < 0.5 else "",
        )
    return found


def _name(draw: random.Random) -> str:
    """Return a name: a known evil one, two of them, the same again, or letters from anywhere."""
    match draw.randrange(6):
        case 0 | 1 | 2:
            return draw.choice(HOSTILE)
        case 3:
            return draw.choice(HOSTILE) + draw.choice(HOSTILE)
        case 4:
            return draw.choice(("Web server", "Subnet", ""))
    return "".join(chr(draw.choice(_FAR) + draw.randrange(40)) for _ in range(draw.randrange(24)))
