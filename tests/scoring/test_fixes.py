"""The options for one finding: what they are best at, what they change, what they bring."""

import pytest

from designer.edit.apply import apply
from designer.model.diagram import Diagram
from designer.rules.rule import Option
from designer.scoring.effort import effort
from designer.scoring.engine import totals
from designer.scoring.fixes import FixPreview, finding_of, options
from tests.builders import diagram

TWO_STORES = """
    users u
    region r eu-west-1
      vpc v
        zone a eu-west-1a
          ec2 web
          rds orders
          rds stock
        zone b eu-west-1b
    u -> web -> orders, stock
"""


def _options(drawn: Diagram, key: str) -> tuple[FixPreview, ...]:
    finding = finding_of(drawn, key)
    assert finding is not None
    return options(drawn, finding)


def test_options_say_what_they_are_best_at() -> None:
    drawn = diagram("users u\nregion r eu-west-1\n  dynamodb t\nu -> t")
    found = {p.fix.title: p for p in _options(drawn, "DU-01:t")}
    backup, recovery = found["Back t up every day"], found["Turn point-in-time recovery on for t"]
    assert Option.LEAST_COST in backup.best_at
    assert Option.BEST_RECOVERY in recovery.best_at
    assert recovery.changes == ("t: Point-in-time recovery on",)
    assert recovery.before.rpo_s != recovery.after.rpo_s
    everything = {option for preview in found.values() for option in preview.best_at}
    assert everything == set(Option)


def test_the_only_option_is_best_at_all() -> None:
    (only,) = _options(diagram("users u\nregion r eu-west-1\n  s3 b\nu -> b"), "DU-03:b")
    assert only.best_at == tuple(Option)


def test_totals_are_those_of_the_fixed_design() -> None:
    drawn = diagram(TWO_STORES)
    for preview in _options(drawn, "FT-02:orders"):
        fixed = apply(drawn, preview.fix.edits)
        assert preview.diagram == fixed
        assert preview.after.totals == totals(fixed.topology, fixed.workload)
        assert preview.before.downtime_min is not None
        assert preview.after.downtime_min is not None
        assert preview.after.downtime_min < preview.before.downtime_min


def test_a_fix_that_brings_nothing_yet_says_what_holds_the_tenet_back() -> None:
    (preview,) = _options(diagram(TWO_STORES), "DU-04:orders")
    assert preview.gain == pytest.approx(0.0)
    assert preview.why == (
        "The points come when stock is mended too: “Recovery against RTO and RPO” stays at "
        "5 of 8 targets met."
    )


def test_a_fix_whose_tenet_is_capped_names_the_cap() -> None:
    drawn = diagram("users u\nregion r eu-west-1\n  s3 a\n  s3 b\nu -> a, b")
    (preview,) = [p for p in _options(drawn, "DU-01:a") if "versions" in p.fix.title]
    assert preview.why.endswith("is held back because nothing brings b back after a deletion.")


def test_a_finding_that_is_gone_has_no_name() -> None:
    drawn = diagram("users u\nregion r eu-west-1\n  s3 a versioning\nu -> a")
    assert finding_of(drawn, "DU-03:a") is None
    assert finding_of(drawn, "XX-99:a") is None


def test_effort_counts_what_changes_and_what_runs() -> None:
    before = diagram("region r eu-west-1\n  asg web desired=2 maximum=4\n  s3 b")
    after = diagram("region r eu-west-1\n  asg web desired=5 maximum=9\n  s3 b versioning")
    found = effort(before, after)
    assert found.changes == 3
    assert found.cost == pytest.approx(3.1)
    assert effort(after, before).cost == pytest.approx(-3.1)
    assert effort(before, before).changes == 0
