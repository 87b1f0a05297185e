"""Designs of any size for the benchmarks: cells of one shape behind one address."""

from math import ceil

from designer.model.diagram import Diagram
from tests.builders import diagram

_ZONES = "abc"
_CELL_SIZE = 24  # elements of one cell: the VPC and what stands in it


def design(elements: int) -> Diagram:
    """Return a design of about ``elements`` elements, never fewer.

    Users ask a name service, which sends them to any of several cells. A cell is a balancer over a
    scaling group in three zones, with a cache and a database behind it and a queue beside it.
    """
    cells = max(1, ceil((elements - 3) / _CELL_SIZE))
    names = [f"c{number}" for number in range(1, cells + 1)]
    inside = "".join(_cell(name) for name in names)
    links = "".join(_links(name) for name in names)
    balancers = ", ".join(f"{name}-alb" for name in names)
    return diagram(
        f"title {elements} elements\n"
        "workload peak_rps=1000 availability_target=99.9\n"
        "users users\n"
        "route53 dns\n"
        "region region eu-west-1\n"
        f"{inside}{links}users -> dns\ndns -> {balancers} any\n"
    )


def _cell(name: str) -> str:
    zones = "".join(_zone(name, letter) for letter in _ZONES)
    return (
        f"  vpc {name}\n"
        f"    alb {name}-alb\n"
        f"    asg {name}-asg desired=6 minimum=3 maximum=12\n"
        f"{zones}"
        f"    rds {name}-db multi_az\n"
        f"    elasticache {name}-cache\n"
        f"  sqs {name}-queue\n"
        f"  s3 {name}-store versioning\n"
        f"  dynamodb {name}-table\n"
        f"  kms {name}-key\n"
    )


def _zone(name: str, letter: str) -> str:
    return (
        f"    zone {name}-{letter} eu-west-1{letter}\n"
        f"      subnet {name}-public-{letter} public\n"
        f"        nat {name}-nat-{letter}\n"
        f"      subnet {name}-private-{letter}\n"
        f"        ec2 {name}-web-{letter} in {name}-asg\n"
    )


def _links(name: str) -> str:
    return (
        f"{name}-alb -> {name}-asg\n"
        f"{name}-asg -> {name}-db\n"
        f"{name}-asg -> {name}-cache optional\n"
        f"{name}-asg -> {name}-table\n"
        f"{name}-asg ~> {name}-queue\n"
        f"{name}-asg -> {name}-store\n"
        f"{name}-db +> {name}-store\n"
    )
