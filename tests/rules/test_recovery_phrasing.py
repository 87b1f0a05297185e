"""Chains of recovery in words."""

from designer.analysis.facts import Facts
from designer.analysis.recovery import RecoveryRow
from designer.model.workload import Disruption
from designer.rules.recovery_phrasing import back_after, data_lost, explained, how
from tests.builders import diagram


def row(store: str, disruption: Disruption) -> RecoveryRow:
    drawn = diagram(f"users u\nregion r eu-west-1\n  ec2 x\n  {store}\nu -> x -> d")
    rows = Facts(drawn.topology, drawn.workload).recovery.rows
    return next(r for r in rows if r.disruption is disruption)


def test_a_chain_is_one_line_and_each_step_has_its_source() -> None:
    found = row("rds d automatic_backups storage_gib=1000", Disruption.SOFTWARE)
    assert how(found) == (
        "detect 5 min + decide 25 min + point-in-time restore 1 h + copy the rest of 1,000 GiB "
        "2.1 h (assumed)"
    )
    lines = explained(found).split("\n")
    assert lines[0] == (
        "Detect 5 min: somebody notices (CloudWatch basic monitoring: one figure in five minutes)"
    )
    assert lines[-1] == "Together 3.6 h; data lost: 5 min"
    assert len(lines) == 5


def test_what_never_comes_back_is_a_value_of_its_own() -> None:
    found = row("rds d off:automatic_backups", Disruption.SOFTWARE)
    assert (back_after(found), data_lost(found)) == ("unrecoverable", "unrecoverable")
    assert how(found) == "nothing drawn brings it back"
    unstated = row("s3 d", Disruption.SOFTWARE)
    assert "Not stated, and decisive: versioning" in explained(unstated)


def test_what_does_not_stop_says_why() -> None:
    found = row("dynamodb d", Disruption.ZONE)
    assert (back_after(found), data_lost(found)) == ("at once", "none")
    assert how(found) == explained(found) == "copies in three zones"
