"""What makes a design better never lowers a tenet, on thousands of generated designs."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.edits import SetProperty
from designer.model.ids import ElementId
from designer.scoring.engine import Totals, totals, totals_of
from tests.builders import diagram
from tests.scoring.drawings import drawing
from tests.scoring.operators import OPERATORS, Better, better

DRAWINGS, CHUNK = 5000, 250
# Not every design has something for every operator; each is made as often as this in a chunk.
LEAST_OFTEN = {"a NAT gateway per zone": 1, "versioning": 5, "automatic failover": 5}
USUALLY = 8


def lowered(before: Totals, after: Totals) -> list[str]:
    return [
        f"{tenet.value}: {points} -> {after.tenets.get(tenet)}"
        for tenet, points in before.tenets.items()
        if after.tenets.get(tenet, -1.0) < points - 1e-6
    ]


def _chosen(seed: int, done: Counter[str]) -> tuple[str, Better] | None:
    """Return an improvement by the operator that has had its turn least often, of those able to."""
    random, drawn = Random(seed), drawing(seed)
    for name in sorted(OPERATORS, key=lambda name: (done[name], random.random())):
        made = better(drawn, name, random)
        if made is not None:
            return name, made
    return None


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, DRAWINGS, CHUNK))
def test_no_improvement_lowers_a_tenet(start: int) -> None:
    done: Counter[str] = Counter()
    for seed in range(start, start + CHUNK):
        chosen = _chosen(seed, done)
        if chosen is None:
            continue
        name, made = chosen
        done[name] += 1
        drawn = drawing(seed)
        before = Facts(drawn.topology, drawn.workload, made.before, importance=False)
        after = Facts(made.diagram.topology, made.diagram.workload, made.after, importance=False)
        found = lowered(totals_of(before), totals_of(after))
        assert found == [], f"drawing {seed}: {made.what}"
    assert done.total() > 0.98 * CHUNK
    rare = [name for name in OPERATORS if done[name] < LEAST_OFTEN.get(name, USUALLY)]
    assert rare == [], f"these operators were hardly tried: {rare}"


def test_the_check_bites() -> None:
    drawn = diagram("users u\nregion r eu-west-1\n  rds db multi_az\nu -> db")
    worse = apply(drawn, SetProperty(ids=frozenset({ElementId("db")}), key="multi_az", value=False))
    assert lowered(*(totals(d.topology, d.workload) for d in (drawn, worse)))


@pytest.mark.parametrize("peak", [10.0, 1000.0])
def test_a_smaller_load_lowers_nothing(peak: float) -> None:
    drawn = diagram(
        "workload peak_rps=2000\nusers u\nregion r eu-west-1\n  asg web desired=2 minimum=2 "
        "maximum=9 capacity_rps=200\nu -> web"
    )
    eased = replace(drawn.workload, peak_rps=peak)
    assert lowered(totals(drawn.topology, drawn.workload), totals(drawn.topology, eased)) == []
