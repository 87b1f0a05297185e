"""Classes with copies planted among them: renamed, moved, restyled and written in another order.

``individual`` is what a student makes of a design who thinks alone; ``disguised`` is what one makes
of another's file who hopes that nobody will see.
"""

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Layout
from designer.model.links import Link, LinkKind
from designer.model.topology import Topology
from designer.resources import sample_files
from designer.storage.diagram_file import read
from tests.grading.classes import foreign, hostile, mutated

Key = TypeVar("Key")
Value = TypeVar("Value")

_SERVICES = (
    *("sqs", "sns", "lambda", "dynamodb", "s3", "cloudfront", "elasticache", "kinesis"),
    *("api-gateway", "cognito", "step-functions", "eventbridge", "efs", "secrets-manager"),
    *("cloudwatch", "opensearch", "redshift", "glue", "athena", "ecs", "eks", "fargate"),
)
_ICON = re.compile(r"(shape=mxgraph\.aws4\.resourceIcon;[^\"]*?)fillColor=#\w{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A class of draw.io files, and who has copied from whom."""

    work: tuple[tuple[str, str, bytes], ...]
    pairs: frozenset[tuple[str, str]]


def individual(diagram: Diagram, chance: random.Random) -> Diagram:
    """Return ``diagram`` as one student draws it: things left out, three to six thought of."""
    made = mutated(diagram, chance)
    known = [key for key in _SERVICES if catalog().get(key) is not None]
    boxes, elements, links = dict(made.layout.boxes), dict(made.topology.elements), {}
    holders = [e.id for e in elements.values() if e.kind in (Kind.REGION, Kind.SUBNET, Kind.CLOUD)]
    for number in range(chance.randint(3, 6)):
        parent = chance.choice(holders) if holders else None
        own = ElementId(f"own-{number}")
        room = boxes[parent] if parent is not None else Box(0.0, 0.0, 800.0, 600.0)
        service = chance.choice(known)
        elements[own] = Element(
            id=own, kind=Kind.RESOURCE, service=service, name=f"Own {number}", parent=parent
        )
        x, y = chance.random() * room.width * 0.8, chance.random() * room.height * 0.8
        boxes[own] = Box(room.x + x, room.y + y, 56.0, 56.0)
        others = [e.id for e in elements.values() if e.kind is Kind.RESOURCE and e.id != own]
        if others:
            key = LinkId(f"own-link-{number}")
            kind = chance.choice((LinkKind.REQUEST, LinkKind.ASYNC))
            ends = [own, chance.choice(others)]
            chance.shuffle(ends)
            links[key] = Link(id=key, source=ends[0], target=ends[1], kind=kind)
    return Diagram(
        title=made.title,
        topology=Topology(
            elements=FrozenMap(elements), links=FrozenMap({**made.topology.links, **links})
        ),
        layout=Layout(boxes=FrozenMap(boxes)),
    )


def disguised(diagram: Diagram, chance: random.Random) -> Diagram:
    """Return ``diagram`` renamed, moved, with other ids and in another order: the same design."""
    topology = diagram.topology
    keys = {key: ElementId(f"x{number}") for number, key in enumerate(_shuffled(topology, chance))}
    elements = {
        keys[key]: replace(
            topology.elements[key],
            id=keys[key],
            name=_renamed(topology.elements[key], chance),
            parent=_under(keys, topology.elements[key].parent),
            memberships=tuple(keys[group] for group in topology.elements[key].memberships),
        )
        for key in keys
    }
    links = {
        LinkId(f"y{number}"): replace(
            link, id=LinkId(f"y{number}"), source=keys[link.source], target=keys[link.target]
        )
        for number, link in enumerate(_mixed(topology.links.values(), chance))
    }
    dx, dy = chance.randint(-900, 900) * 1.0, chance.randint(-900, 900) * 1.0
    boxes = {keys[key]: box.moved(dx, dy) for key, box in diagram.layout.boxes.items()}
    return Diagram(
        title=f"Work {chance.randint(1, 999)}",
        topology=Topology(elements=FrozenMap(elements), links=FrozenMap(links)),
        layout=Layout(boxes=FrozenMap(boxes)),
    )


def altered(diagram: Diagram, chance: random.Random) -> Diagram:
    """Return a disguised copy of ``diagram`` with two elements left out and a service exchanged."""
    made = disguised(diagram, chance)
    topology = made.topology
    leaves = [key for key, e in topology.elements.items() if not e.kind.is_container]
    gone = set(chance.sample(leaves, 2))
    own = [k for k in leaves if k not in gone and topology.elements[k].kind is Kind.RESOURCE]
    elements = {key: e for key, e in topology.elements.items() if key not in gone}
    if own:
        key = chance.choice(own)
        elements[key] = replace(elements[key], service=chance.choice(_SERVICES))
    links = {
        key: link
        for key, link in topology.links.items()
        if link.source not in gone and link.target not in gone
    }
    changed = Topology(elements=FrozenMap(elements), links=FrozenMap(links))
    return replace(made, topology=changed, layout=Layout())


def restyled(data: bytes, chance: random.Random) -> bytes:
    """Return a draw.io file with icons of another colour, larger words and hand-drawn lines."""
    colour = f"{chance.randint(0, 0xFFFFFF):06X}"
    text = _ICON.sub(rf"\g<1>fillColor=#{colour}", data.decode())
    size = f"fontSize={chance.choice((9, 10, 14, 16))}"
    return text.replace("fontSize=12", size).replace("sketch=0", "sketch=1").encode()


def copied(diagram: Diagram, chance: random.Random) -> bytes:
    """Return the draw.io file of a copy of ``diagram``."""
    return restyled(foreign(disguised(diagram, chance)), chance)


def planted_class(count: int, copies: int, seed: int = 11, *, alone: bool = True) -> Planted:
    """Return ``count`` submissions, ``copies`` of them disguised copies; one in twenty is hostile.

    Args:
        count, copies: how many.
        seed: of chance.
        alone: students think for themselves; else they only leave things out, so that many draw
            the same by chance.
    """
    chance = random.Random(seed)
    designs = [read(path) for path in sample_files()]
    make = individual if alone else mutated
    work: list[tuple[str, str, bytes]] = []
    drawn: list[tuple[str, Diagram]] = []
    for number in range(count - copies):
        student = f"Student {number:05}"
        if number % 20 == 13:
            work.append((student, *hostile(number // 20)))
            continue
        diagram = make(designs[number % len(designs)], chance)
        drawn.append((student, diagram))
        work.append((student, "design.drawio", foreign(diagram)))
    pairs: set[tuple[str, str]] = set()
    for number, (source, diagram) in enumerate(chance.sample(drawn, copies)):
        student = f"Copy {number:05}"
        work.append((student, "design.drawio", copied(diagram, chance)))
        pairs.add((student, source))
    return Planted(work=tuple(_mixed(work, chance)), pairs=frozenset(pairs))


def _shuffled(topology: Topology, chance: random.Random) -> list[ElementId]:
    """Return the elements in another order, containers before what they hold."""
    order = _mixed(topology.elements, chance)
    return sorted(order, key=lambda key: len(list(topology.ancestors(key))))


def _mixed(items: Iterable[Value], chance: random.Random) -> list[Value]:
    found = list(items)
    chance.shuffle(found)
    return found


def _under(keys: Mapping[Key, Value], key: Key | None) -> Value | None:
    return None if key is None else keys[key]


def _renamed(element: Element, chance: random.Random) -> str:
    # A box is told by its words where draw.io has no shape for it, so copiers keep these.
    if element.kind in (Kind.REGION, Kind.ZONE):
        return element.name.replace("us-east-1", "eu-west-3")
    return f"{chance.choice(('Box', 'Part', 'Teil', 'Thing'))} {chance.randint(1, 999)}"
