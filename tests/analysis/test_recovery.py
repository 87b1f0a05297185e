"""Recovery of stores and of the workload, by disruption."""

import pytest

from designer.analysis.facts import Facts
from designer.analysis.recovery import RecoveryRow
from designer.analysis.recovery_targets import Strategy, contradictions
from designer.model.frozen import FrozenMap
from designer.model.workload import Disruption, Workload
from designer.resources import sample_files
from designer.storage.diagram_file import read
from tests.builders import diagram

SOFTWARE, HOST = Disruption.SOFTWARE, Disruption.INFRASTRUCTURE
ZONE, REGION = Disruption.ZONE, Disruption.REGION


def facts(text: str) -> Facts:
    drawn = diagram(text)
    return Facts(drawn.topology, drawn.workload)


def row(text: str, store: str, disruption: Disruption) -> RecoveryRow:
    rows = facts(text).recovery.rows
    return next(r for r in rows if r.store == store and r.disruption is disruption)


def whole(text: str, disruption: Disruption) -> RecoveryRow:
    return next(r for r in facts(text).recovery.workload if r.disruption is disruption)


WEB = """
users u
region r eu-west-1
  vpc v
    zone a
      ec2 x
      {store}
    zone b
      {other}
{outside}
u -> x -> d
{links}
"""


def web(store: str, other: str = "nat n", outside: str = "", links: str = "") -> str:
    return WEB.format(store=store, other=other, outside=outside, links=links)


def test_a_store_without_backups_is_unrecoverable_and_says_what_to_state() -> None:
    found = row(web("rds d off:automatic_backups"), "d", SOFTWARE)
    assert found.unrecoverable
    assert (found.rto_s, found.rpo_s) == (None, None)
    # Stated, so there is nothing left to ask.
    assert found.not_stated == ()
    assert whole(web("rds d off:automatic_backups"), SOFTWARE).unrecoverable
    assert "automatic_backups" in row(web("rds d"), "d", SOFTWARE).not_stated


@pytest.mark.parametrize(
    ("store", "disruption", "rto_s", "rpo_s"),
    [
        ("rds d multi_az", HOST, 90, 0),
        ("rds d multi_az", ZONE, 90, 0),
        ("rds d off:multi_az", HOST, 1800, 0),
        # Half an hour to notice and decide goes before what people start.
        ("rds d off:multi_az automatic_backups", ZONE, 1800 + 3600, 300),
        ("rds d automatic_backups", SOFTWARE, 1800 + 3600, 300),
        ("aurora d replicas=1", ZONE, 60, 0),
        ("aurora d replicas=0", ZONE, 600, 0),
        ("dynamodb d pitr", SOFTWARE, 1800 + 3600, 300),
    ],
)
def test_features_of_the_service(
    store: str, disruption: Disruption, rto_s: float, rpo_s: float
) -> None:
    found = row(web(store), "d", disruption)
    assert (found.rto_s, found.rpo_s) == (rto_s, rpo_s)


def test_a_stated_backup_interval_is_the_data_at_risk() -> None:
    found = row(web("ebs d automatic_backups backup_interval_h=6"), "d", SOFTWARE)
    assert found.rpo_s == 6 * 3600


def test_replication_never_covers_bad_data() -> None:
    text = web("rds d off:automatic_backups", "rds e", links="d => e")
    assert row(text, "d", SOFTWARE).unrecoverable
    assert row(text, "d", ZONE).rpo_s == 0
    assert "failover to e" in row(text, "d", ZONE).by
    # The copy is no store of its own.
    assert {r.store for r in facts(text).recovery.rows} == {"d"}


def test_a_read_replica_in_another_zone_is_promoted_by_hand() -> None:
    text = web("rds d off:multi_az off:automatic_backups", "rds e", links="d => e")
    found = row(text, "d", ZONE)
    assert (found.rto_s, found.rpo_s, found.by_hand) == (1800 + 600, 1, True)
    same_zone = web("rds d off:multi_az off:automatic_backups\n      rds e", links="d => e")
    assert row(same_zone, "d", ZONE).unrecoverable


def test_a_backup_covers_bad_data_and_the_region_only_when_it_leaves_it() -> None:
    inside = web("rds d off:automatic_backups", outside="  backup vault", links="d +> vault")
    assert row(inside, "d", SOFTWARE).rpo_s == 86_400
    assert row(inside, "d", REGION).unrecoverable
    copied = inside.replace("backup vault", "backup vault cross_region_copy backup_interval_h=4")
    assert row(copied, "d", REGION).rpo_s == 4 * 3600
    away = web(
        "rds d off:automatic_backups",
        outside="region s eu-central-1\n  backup vault",
        links="d +> vault",
    )
    assert row(away, "d", REGION).rpo_s == 86_400
    assert {r.store for r in facts(inside).recovery.rows} == {"d"}


REGIONS = """
{workload}
users u
route53 dns {dns}
region r eu-west-1
  ec2 x
  aurora d
region s eu-central-1
  ec2 y
  aurora e
u -> dns -> x
dns -> y {role}
x -> d
y -> e
d => e
"""


def test_re_routing_is_part_of_recovery_from_a_region() -> None:
    auto = REGIONS.format(workload="", dns="health_checks", role="")
    found = row(auto, "d", REGION)
    assert steps(found) == ["fail over 300", "re-route 390"]
    assert found.rto_s == 300 + 390
    fast = REGIONS.format(
        workload="", dns="health_checks health_check_interval_s=10 ttl_s=1", role=""
    )
    assert steps(row(fast, "d", REGION)) == ["fail over 300", "re-route 31"]
    by_hand = REGIONS.format(workload="workload decide_s=20m", dns="off:health_checks", role="")
    assert steps(row(by_hand, "d", REGION)) == [
        "detect 300",
        "decide 900",
        "fail over 300",
        "re-route 300",
    ]


def steps(row: RecoveryRow) -> list[str]:
    assert row.rto_s == pytest.approx(sum(step.seconds for step in row.chain))
    assert all(step.source for step in row.chain)
    return [f"{step.kind.value} {step.seconds:g}" for step in row.chain]


BACKED_UP = """
{workload}
users u
region r eu-west-1
  ec2 x
  {store}
region s eu-central-1
  backup vault
u -> x -> d
d +> vault
"""


@pytest.mark.parametrize(
    ("workload", "store", "disruption", "expected"),
    [
        (
            "",
            "rds d automatic_backups",
            SOFTWARE,
            ["detect 300", "decide 1500", "restore 3600"],
        ),
        # What is stated for both is shared out; the total stays.
        (
            "workload decide_s=2m",
            "rds d automatic_backups",
            SOFTWARE,
            ["detect 120", "decide 0", "restore 3600"],
        ),
        (
            "workload decide_s=20m",
            "rds d automatic_backups storage_gib=1250",
            SOFTWARE,
            ["detect 300", "decide 900", "restore 3600", "copy data 10240"],
        ),
        # Up to 250 GiB are in the figure, and nothing is copied on a failover.
        (
            "",
            "rds d automatic_backups storage_gib=250",
            SOFTWARE,
            ["detect 300", "decide 1500", "restore 3600"],
        ),
        ("", "rds d multi_az storage_gib=9999", ZONE, ["fail over 90"]),
        (
            "",
            "rds d",
            REGION,
            ["detect 300", "decide 1500", "restore 14400", "re-route 300"],
        ),
        ("", "aurora d replicas=0", HOST, ["replace 600"]),
        ("", "s3 d versioning", SOFTWARE, ["detect 300", "decide 1500", "restore 900"]),
        ("", "s3 d", ZONE, []),
    ],
)
def test_chains(workload: str, store: str, disruption: Disruption, expected: list[str]) -> None:
    text = BACKED_UP.format(workload=workload, store=store)
    assert steps(row(text, "d", disruption)) == expected


def test_the_workload_takes_the_slowest_store_and_loses_what_the_worst_loses() -> None:
    text = """
        users u
        region r eu-west-1
          ec2 x
          rds a multi_az
          rds b automatic_backups
          dynamodb c automatic_backups backup_interval_h=6
        u -> x -> a, b, c
    """
    stores = [r for r in facts(text).recovery.rows if r.disruption is SOFTWARE]
    found = whole(text, SOFTWARE)
    assert found.rto_s == max(r.rto_s or 0 for r in stores)
    assert found.rpo_s == max(r.rpo_s or 0 for r in stores) == 6 * 3600
    # Infrastructure: the pair fails over, the single one restarts; nothing is lost.
    assert (whole(text, HOST).rpo_s, steps(whole(text, HOST))) == (0, ["replace 1800"])


def test_a_tier_may_take_longer_than_its_stores() -> None:
    text = BACKED_UP.format(workload="workload repair_s=10h", store="dynamodb d global_table")
    found = whole(text, REGION)
    assert steps(found) == ["detect 300", "decide 1500", "provision 36000", "re-route 300"]


def test_a_replica_is_no_way_back_from_bad_data_in_the_workload_either() -> None:
    text = web("rds d off:automatic_backups", "rds e", links="d => e")
    found = whole(text, SOFTWARE)
    assert (found.rto_s, found.rpo_s, found.unrecoverable) == (None, None, True)
    assert found.by == "nothing brings d back"


@pytest.mark.parametrize(
    ("name", "strategy"),
    [
        ("single-server", Strategy.NONE),
        ("three-tier", Strategy.NONE),
        # Its backups stay in the Region.
        ("reliability-99", Strategy.NONE),
        ("reliability-99-95-multi-region", Strategy.WARM_STANDBY),
        ("reliability-99-999", Strategy.MULTI_SITE),
    ],
)
def test_strategies_of_the_samples(name: str, strategy: Strategy) -> None:
    drawn = read(next(path for path in sample_files() if path.stem == name))
    assert Facts(drawn.topology, drawn.workload).recovery.strategy is strategy


def test_a_second_region_with_its_servers_switched_off_is_a_pilot_light() -> None:
    text = """
        users u
        route53 dns health_checks
        region r eu-west-1
          asg w desired=2 minimum=2
          aurora d
        region s eu-central-1
          asg v desired=0 minimum=0
          aurora e
        u -> dns -> w
        dns -> v standby
        w -> d
        v -> e
        d => e
    """
    assert facts(text).recovery.strategy is Strategy.PILOT_LIGHT
    running = text.replace("desired=0 minimum=0", "desired=1 minimum=1")
    assert facts(running).recovery.strategy is Strategy.WARM_STANDBY


def test_a_workload_without_data_may_be_in_two_regions_too() -> None:
    text = """
        users u
        route53 dns health_checks
        region r eu-west-1
          lambda f
        region s eu-central-1
          lambda g
        u -> dns -> f, g
    """
    assert facts(text).recovery.strategy is Strategy.MULTI_SITE
    assert facts("users u\nregion r eu-west-1\n  lambda f\nu -> f").recovery.strategy is (
        Strategy.NONE
    )


def test_strategies() -> None:
    def strategy(text: str) -> Strategy:
        return facts(text).recovery.strategy

    active = REGIONS.format(workload="", dns="health_checks", role="")
    assert strategy(active) is Strategy.MULTI_SITE
    assert strategy(active.replace("dns -> y", "dns -> y standby")) is Strategy.WARM_STANDBY
    light = web("aurora d", outside="region s eu-central-1\n  aurora e", links="d => e")
    assert strategy(light) is Strategy.PILOT_LIGHT
    cold = web("rds d", outside="region s eu-central-1\n  backup vault", links="d +> vault")
    assert strategy(cold) is Strategy.BACKUP_AND_RESTORE
    assert strategy(web("rds d")) is Strategy.NONE


def test_the_workloads_row_is_its_slowest_part_after_the_decision() -> None:
    text = "workload decide_s=10m repair_s=20m" + web("rds d automatic_backups")
    found = whole(text, SOFTWARE)
    assert steps(found) == ["detect 300", "decide 300", "restore 3600"]
    assert (found.rto_s, found.rpo_s) == (600 + 3600, 300)
    # The instance recovers by itself within ten minutes, the single database within thirty.
    assert whole(text, HOST).rpo_s == 0
    survives = whole("users u\nregion r eu-west-1\n  lambda f\n  dynamodb d\nu -> f -> d", ZONE)
    assert (survives.rto_s, survives.rpo_s, survives.by) == (0, 0, "nothing stops")


def test_targets_are_judged() -> None:
    text = "workload rto.zone=2m rpo.software=1m" + web("rds d multi_az automatic_backups")
    zone, software = row(text, "d", ZONE), row(text, "d", SOFTWARE)
    assert (zone.rto_met, zone.rpo_met, software.rpo_met) == (True, None, False)
    lost = "workload rpo.region=1h" + web("rds d off:cross_region_copy")
    assert row(lost, "d", REGION).rpo_met is False


def test_contradictory_targets_are_told() -> None:
    odd = Workload(
        availability_target=99.99,
        rto_s=FrozenMap({ZONE: 4 * 3600.0, REGION: 3600.0}),
    )
    found = contradictions(odd)
    assert len(found) == 2
    assert "longer than the one for region" in found[0]
    assert "3154 s a year" in found[1]
    assert contradictions(Workload()) == ()


def test_every_order_is_looked_at() -> None:
    odd = Workload(rpo_s=FrozenMap({HOST: 60.0, REGION: 30.0}))
    assert contradictions(odd) == (
        "The RPO for infrastructure (60 s) is longer than the one for region (30 s), which is the "
        "larger disaster.",
    )


def test_four_nines_and_a_restore_contradict_each_other() -> None:
    goal = Workload(availability_target=99.99)
    (found,) = contradictions(goal, Strategy.BACKUP_AND_RESTORE)
    assert "backup and restore" in found
    assert contradictions(goal, Strategy.WARM_STANDBY) == ()
    assert contradictions(Workload(availability_target=99.9), Strategy.BACKUP_AND_RESTORE) == ()
    cold = web("rds d", outside="region s eu-central-1\n  backup vault", links="d +> vault")
    told = facts("workload availability_target=99.99" + cold).recovery.contradictions
    assert told == (found,)


@pytest.mark.parametrize(
    ("targets", "store", "words"),
    [
        ("rto.software=0", "rds d multi_az", ["RTO of 0 s for software"]),
        ("rpo.software=0", "rds d automatic_backups", ["RPO of 0 s for software"]),
        ("rpo.region=0", "dynamodb d global_table", ["RPO of 0 s for region"]),
        ("rpo.zone=0 rto.zone=0", "rds d multi_az", ["RTO of 0 s for zone"]),
        ("rpo.zone=0", "rds d off:multi_az automatic_backups", ["RPO of 0 s for zone"]),
    ],
)
def test_targets_of_zero_are_told_unless_nothing_stops(
    targets: str, store: str, words: list[str]
) -> None:
    found = facts(f"workload {targets}" + web(store)).recovery.contradictions
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


def test_a_target_of_zero_may_be_met_where_nothing_stops() -> None:
    text = "workload rto.zone=0 rpo.zone=0\nusers u\nregion r eu-west-1\n  lambda f\n  s3 d\n"
    found = facts(text + "u -> f -> d").recovery
    assert found.contradictions == ()
    (zone,) = (r for r in found.workload if r.disruption is ZONE)
    assert (zone.rto_met, zone.rpo_met) == (True, True)


QUEUE = """
users u
region r eu-west-1
  lambda f
  {queue}
  ec2 w
u -> f
f ~> q
{links}
"""


def test_a_queue_is_not_blamed_for_what_no_feature_brings_back() -> None:
    used = QUEUE.format(queue="sqs q", links="q ~> w")
    assert row(used, "q", SOFTWARE).unrecoverable
    assert row(used, "q", REGION).by == "what is in transit is sent again"
    redriven = QUEUE.format(queue="sqs q dead_letter_queue", links="q ~> w")
    assert row(redriven, "q", SOFTWARE).rpo_s == 0


def test_a_queue_of_failures_needs_no_queue_of_failures() -> None:
    found = row(QUEUE.format(queue="sqs q", links=""), "q", SOFTWARE)
    assert (found.rto_s, found.by) == (0, "it keeps what failed elsewhere")
    polled = row(QUEUE.format(queue="sqs q", links="w -> q"), "q", SOFTWARE)
    assert polled.unrecoverable


def test_a_store_outside_every_region_is_not_lost_with_one() -> None:
    text = "users u\nregion r eu-west-1\n  ec2 x\ndatabase-server d\nu -> x -> d"
    assert row(text, "d", REGION).rpo_s == 0
    assert row(text, "d", ZONE).by == "it is in no zone"
