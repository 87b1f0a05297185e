"""Drawings of any size for the benchmarks of the canvas: nested boxes, most links to nearby.

A Region of VPCs, each of five zones of two subnets of ten resources; one and a half links for each
resource. The first resource has ten.
"""

from functools import lru_cache
from math import ceil, sqrt
from random import Random

from designer.model.diagram import Diagram
from designer.model.elements import Kind
from tests.render.drawings import Sheet

_PITCH, _SIDE, _TOP = 128, 16, 40
_ZONES, _SUBNETS, _COLUMNS, _ROWS = 5, 2, 5, 2
_SUBNET = (_SIDE + _COLUMNS * _PITCH, _TOP + _ROWS * _PITCH)
_ZONE = (_SIDE + _SUBNETS * (_SUBNET[0] + _SIDE), _TOP + _SUBNET[1] + _SIDE)
_VPC = (_ZONE[0] + 2 * _SIDE, _TOP + _ZONES * (_ZONE[1] + _SIDE))
_IN_VPC = _ZONES * _SUBNETS * _COLUMNS * _ROWS
_IN_ZONE = _SUBNETS * _COLUMNS * _ROWS
_SERVICES = ("ec2", "rds", "dynamodb", "sqs", "lambda", "s3", "elasticache", "alb")
_WIDE_TO_HIGH = 2.0
FIRST = "n0"
FIRST_VPC = "v0"


@lru_cache(maxsize=2)
def sheet(elements: int) -> Diagram:
    """Return a drawing of ``elements`` resources with 1.5 links each, beside their boxes."""
    chance, drawn = Random(1), Sheet(f"{elements} elements")
    vpcs = ceil(elements / _IN_VPC)
    across = min(vpcs, ceil(sqrt(vpcs * _WIDE_TO_HIGH)))
    down = ceil(vpcs / across)
    size = (_SIDE + across * (_VPC[0] + _SIDE), _TOP + down * (_VPC[1] + _SIDE))
    drawn.box("region", Kind.REGION, "Region", (0, 0, *size))
    for number in range(vpcs):
        column, row = number % across, number // across
        at = (_SIDE + column * (_VPC[0] + _SIDE), _TOP + row * (_VPC[1] + _SIDE))
        _vpc(drawn, number, at, elements)
    for source, target in sorted(_pairs(elements, chance)):
        drawn.link(f"n{source}", f"n{target}")
    return drawn.diagram()


def _vpc(drawn: Sheet, number: int, at: tuple[float, float], elements: int) -> None:
    vpc = drawn.box(f"v{number}", Kind.VPC, f"VPC {number}", (*at, *_VPC), "region")
    for zone in range(_ZONES):
        left, top = at[0] + _SIDE, at[1] + _TOP + zone * (_ZONE[1] + _SIDE)
        key = f"{vpc}z{zone}"
        drawn.box(key, Kind.ZONE, f"Zone {zone}", (left, top, *_ZONE), vpc)
        for subnet in range(_SUBNETS):
            x, y = left + _SIDE + subnet * (_SUBNET[0] + _SIDE), top + _TOP
            inner = f"{key}s{subnet}"
            drawn.box(
                inner, Kind.SUBNET, f"Subnet {subnet}", (x, y, *_SUBNET), key, "private-subnet"
            )
            first = number * _IN_VPC + (zone * _SUBNETS + subnet) * _COLUMNS * _ROWS
            for place in range(_COLUMNS * _ROWS):
                if first + place < elements:
                    spot = (
                        x + _SIDE + place % _COLUMNS * _PITCH,
                        y + _TOP + place // _COLUMNS * _PITCH,
                    )
                    service = _SERVICES[(first + place) % len(_SERVICES)]
                    drawn.put(f"n{first + place}", service, f"Node {first + place}", spot, inner)


def _pairs(elements: int, chance: Random) -> set[tuple[int, int]]:
    """Draw who is linked: 60 % within the zone, 32 % the VPC, 7 % next to it, 1 % anywhere."""
    found = {(0, chance.randrange(1, min(_IN_VPC, elements))) for _ in range(6)}
    while len(found) < 10:
        found.add((0, chance.randrange(1, min(_IN_VPC, elements))))
    while len(found) < elements * 3 // 2:
        source = chance.randrange(1, elements)
        share = chance.random()
        reach = (
            _IN_ZONE
            if share < 0.60
            else _IN_VPC
            if share < 0.92
            else 3 * _IN_VPC
            if share < 0.99
            else elements
        )
        first = source // reach * reach
        target = chance.randrange(max(first, 1), min(first + reach, elements))
        if source != target:
            found.add((source, target))
    return found
