"""Classes made up for tests and benchmarks: designs handed in as draw.io files, good and bad.

Each student gets one of a few designs, moved, renamed, restyled and with elements removed, as
draw.io files without what our exporter carries in them for itself: read as any stranger's.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from designer.exporters.drawio import to_drawio
from designer.grading.batch.rubric_source import RubricSource
from designer.grading.rubric import Rubric
from designer.grading.rubric_file.reading import rubric_of
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.layout import Box, Layout
from designer.model.topology import Topology
from designer.resources import sample_files
from designer.storage.diagram_file import read

NASTY_NAMES = (
    '=HYPERLINK("http://evil.example","click")',
    "<script>alert(1)</script>",
    "Robert'); DROP TABLE students;--",
    "evil\u202efdp.exe",
    "Doe, Jane\nsecond line",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+49 170 1234567",
    "-2+3",
    "Zoë “Quote” O'Brien",
    "שלום עולם",
    "a;b\tc",
    "&amp;<b>bold</b>",
)
_OWN = re.compile(r' tenet(?:_\w+)?="[^"]*"')


RUBRIC = """
title = "Homework 3: a web shop, “highly available”"
total = 20

[[group]]
id = "drawn"
title = "What is drawn"

[[criterion]]
id = "balancer"
title = "A load balancer in front"
kind = "element"
element = ["alb", "nlb"]
points = 2
group = "drawn"

[[criterion]]
id = "servers"
title = "Servers in two zones"
kind = "element"
element = "ec2"
at_least = 2
zones = 2
points = 3
group = "drawn"

[[criterion]]
id = "path"
title = "The balancer reaches the servers"
kind = "relation"
from = ["alb", "nlb"]
to = "ec2"
points = 2
group = "drawn"
feedback_not_met = "Users should reach the servers through the balancer: =1+1 <b>now</b>"

[[criterion]]
id = "zone"
title = "It survives the loss of a zone"
kind = "survives"
failure = "any zone"
partial = true
points = 4

[[criterion]]
id = "single-points"
title = "No single point of failure"
kind = "single-points"
at_most = 0
none_from = 4
points = 3

[[criterion]]
id = "availability"
title = "High availability"
kind = "score"
tenet = "availability"
at_least = 80
scaled_from = 20
points = 3

[[criterion]]
id = "durability"
title = "Durability"
kind = "score"
tenet = "durability"
at_least = 70
scaled_from = 10
points = 3

[[criterion]]
id = "no-backup"
title = "Data that nothing brings back"
kind = "finding"
present = ["DU-01"]
points = -1

[[criterion]]
id = "overall"
title = "Outstanding"
kind = "score"
tenet = "overall"
at_least = 90
points = 1
bonus = true
visibility = "hidden"
"""
_ESSAY = """
[[criterion]]
id = "essay"
title = "The reasons given"
kind = "free"
points = 5
"""


def source(text: str = RUBRIC) -> RubricSource:
    """Return a rubric of ten criteria of several kinds, or the one in ``text``."""
    data = text.encode()
    return RubricSource(rubric=rubric_of(data), files={"shop.rubric.toml": data})


def rubric() -> Rubric:
    """Return the rubric of ``source``."""
    return source().rubric


def source_by_hand() -> RubricSource:
    """Return the same rubric with a criterion that only a person can judge."""
    return source(RUBRIC.replace("total = 20", "total = 25") + _ESSAY)


def foreign(diagram: Diagram) -> bytes:
    """Return the draw.io file of ``diagram`` as somebody without this program draws it."""
    return _OWN.sub("", to_drawio(diagram)).encode()


def mutated(diagram: Diagram, chance: random.Random) -> Diagram:
    """Return ``diagram`` with boxes moved, elements renamed and some of them removed."""
    topology = diagram.topology
    inner = [key for key, e in topology.elements.items() if not e.kind.is_container]
    gone = {key for key in inner if chance.random() < 0.12}
    elements = {
        key: replace(e, name=f"{e.name} {chance.randint(1, 99)}") if key in inner else e
        for key, e in topology.elements.items()
        if key not in gone
    }
    links = {
        key: link
        for key, link in topology.links.items()
        if link.source not in gone and link.target not in gone
    }
    dx, dy = chance.randint(-40, 40) * 8.0, chance.randint(-40, 40) * 8.0
    boxes = {
        key: Box(box.x + dx, box.y + dy, box.width, box.height)
        for key, box in diagram.layout.boxes.items()
        if key not in gone
    }
    return Diagram(
        title=diagram.title,
        topology=Topology(elements=FrozenMap(elements), links=FrozenMap(links)),
        layout=Layout(boxes=FrozenMap(boxes)),
    )


def hostile(number: int) -> tuple[str, bytes]:
    """Return one of several files that nobody should be able to read."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><mxfile><diagram>&a;</diagram></mxfile>'
    return (
        ("torn.drawio", b"<mxfile><diagram><mxGraphModel><root><mxCell id="),
        ("bomb.drawio", bomb),
        ("deep.drawio", b"<mxfile>" + b"<a>" * 5000),
        ("note.txt", b"I could not finish this in time."),
        ("empty.drawio", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
        ("binary.tenet", bytes(range(256)) * 20),
        ("yaml.yaml", b"Resources: &a [*a, *a, *a]\nAWSTemplateFormatVersion: x\n"),
    )[number % 8]


def submissions(count: int, seed: int = 7) -> Iterator[tuple[str, str, bytes]]:
    """Yield folder, file name and content of ``count`` submissions; one in twenty is hostile."""
    chance = random.Random(seed)
    designs = [read(path) for path in sample_files()]
    for number in range(count):
        if number % 20 == 13:
            name, data = hostile(number // 20)
        else:
            diagram = mutated(designs[number % len(designs)], chance)
            name, data = "design.drawio", foreign(diagram)
        yield f"Student {number:05}", name, data


def lay_out(folder: Path, count: int, seed: int = 7) -> Path:
    """Write a class to ``folder``, a folder for each student."""
    for student, name, data in submissions(count, seed):
        (folder / student).mkdir(parents=True)
        (folder / student / name).write_bytes(data)
    return folder
