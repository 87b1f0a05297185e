"""A class's worth of draw.io files: 1,000 of median size imported and scored on two cores."""

import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from re import Match
from string import ascii_letters
from time import perf_counter, process_time

import pytest

from designer.importers.dispatch import import_file
from designer.scoring.engine import score
from designer.scoring.profile import profile
from tests.benchmarks.report import say
from tests.importers.drawio.sketch import group, icon, line, model, mxfile, subnet, words, zone

_FILES = 1_000
_LONGEST_S = 30.0
_SIDES = ("0", "0.25", "0.5", "0.75", "1")
_MANAGED = (
    *("s3", "dynamodb", "sqs", "lambda", "cloudwatch", "sns", "kinesis", "cognito", "waf"),
    *("ecr", "secrets_manager", "key_management_service", "cloudtrail", "backup", "athena"),
    *("elasticache", "cloudfront", "route_53", "step_functions", "eventbridge", "glue"),
)


def submission(number: int) -> str:
    """Return a drawing as large as the median of 119 public ones: 3.2 kB packed, 50 cells."""
    cells = [
        icon("users", "u", 0, 200, "Users"),
        group("aws_cloud_alt", "cloud", 100, 0, 900, 600, "AWS Cloud"),
        group("vpc2", "v", 140, 40, 820, 540, f"VPC {number}"),
        icon("internet_gateway", "igw", 120, 200),
        words("it", 104, 252, "IGW"),
        icon("application_load_balancer", "lb", 300, 80, "ALB"),
        group("auto_scaling_group", "asg", 180, 300, 740, 110, "Auto Scaling group"),
    ]
    for side, x in (("a", 180), ("b", 580)):
        cells += [
            zone(f"z{side}", x, 60, 360, 500, f"eu-west-1{side}"),
            subnet(f"p{side}", x + 20, 90, 320, 120, "Public subnet"),
            subnet(f"q{side}", x + 20, 280, 320, 120, "Private subnet"),
            subnet(f"d{side}", x + 20, 430, 320, 110, "Private subnet (data)"),
            icon("nat_gateway", f"n{side}", x + 60, 120, "NAT"),
            icon("ec2", f"w{side}", x + 100, 320, f"Web {side}"),
            icon("ec2", f"x{side}", x + 200, 320),
            icon("rds", f"r{side}", x + 100, 460, "primary" if side == "a" else "standby"),
            line("lb", f"w{side}"),
            line(f"r{side}", f"w{side}"),
            line(f"w{side}", start=None, end=(x + 84, 160)),
        ]
    cells += [line("u", "igw"), line("igw", "lb"), line("ra", "rb", style="dashed=1;")]
    for n, name in enumerate(_MANAGED):
        cells.append(icon(name, f"m{n}", 1050 + 110 * (n % 3), 60 + 100 * (n // 3), name))
        cells.append(line(f"w{'ab'[n % 2]}", f"m{n}"))
    return mxfile(model(*_as_saved(cells, number)), compressed=True)


def _as_saved(cells: list[str], number: int) -> list[str]:
    """Return ``cells`` as draw.io saves them: ids of 22 signs, long styles, uneven figures."""
    chance = Random(number)
    prefix = "".join(chance.choices(ascii_letters, k=20))
    names: dict[str, str] = {}

    def renamed(found: Match[str]) -> str:
        old = found[2]
        key = names.setdefault(old, f"{prefix}-{len(names) + 1}")
        return f'{found[1]}="{old if old in "01" else key}"'

    def shifted(found: Match[str]) -> str:
        return f'{found[1]}="{float(found[2]) + chance.randrange(100) / 100:.2f}"'

    saved = [re.sub(r'\b(id|source|target|parent)="([^"]*)"', renamed, cell) for cell in cells]
    saved = [re.sub(r'\b(x|y|width|height)="([\d.]+)"', shifted, cell) for cell in saved]
    ends = "exitX={};exitY={};exitDx=0;exitDy=0;entryX={};entryY={};entryDx=0;entryDy=0;"
    return [
        cell.replace("endArrow=", ends.format(*chance.choices(_SIDES, k=4)) + "endArrow=")
        for cell in saved
    ]


def _graded(path: str) -> tuple[float, float]:
    """Return the score of the drawing at ``path`` and the seconds of a core that it took."""
    began = process_time()
    (page,) = import_file(path).pages
    points = score(page.diagram, profile()).overall or 0.0
    return points, process_time() - began


@pytest.mark.timeout(240)
def test_a_thousand_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = []
    for number in range(_FILES):
        path = tmp_path / f"{number}.drawio"
        path.write_text(submission(number), "utf-8")
        paths.append(str(path))
    size = sum(Path(path).stat().st_size for path in paths) / _FILES
    began = perf_counter()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        graded = list(pool.map(_graded, paths, chunksize=20))
    took = perf_counter() - began
    assert len({points for points, _ in graded}) == 1
    # Others may use the machine meanwhile; what counts is the work, shared by two cores.
    work = sum(seconds for _, seconds in graded) / 2
    say(
        capsys,
        f"{_FILES:,} draw.io files of {size / 1024:.1f} kB: {work:.1f} s on two cores of our own "
        f"({took:.1f} s by the clock)",
    )
    assert work < _LONGEST_S
