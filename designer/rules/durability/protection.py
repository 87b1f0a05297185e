"""Whether a store can vanish by one wrong command, or lives in memory only."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.rules.phrasing import name
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import having, is_true, judge_together, state
from designer.rules.tenets import Tenet

_PROTECTION = "deletion_protection"


def _protected(facts: Facts) -> Iterable[Judgement]:
    rows, topology = catalog(), facts.topology
    stores = dict.fromkeys(row.store for row in facts.recovery.rows if row.store is not None)
    able = [
        topology.elements[store]
        for store in stores
        if (row := rows.get(topology.elements[store].service)) is not None
        and row.property(_PROTECTION) is not None
    ]
    yield from judge_together(
        facts,
        able,
        _PROTECTION,
        is_true,
        "can be deleted by one command",
        "as AWS leaves it, one command deletes it with its automatic backups",
    )


def _home(facts: Facts) -> Iterable[Judgement]:
    kept = any(
        facts.services.of(row.store).role is Role.STORE
        for row in facts.recovery.rows
        if row.store is not None
    )
    for element, row in having(facts.topology, "automatic_backups"):
        if row.role is not Role.CACHE or not facts.topology.incoming(element.id):
            continue
        if kept or row.value(element, "automatic_backups") is True:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        stated = "automatic_backups" in element.properties
        called = name(facts.topology, element.id)
        yield Judgement(
            verdict=Verdict.FAIL if stated else Verdict.UNKNOWN,
            elements=(element.id,),
            sentence=f"{called} is the only home of its data: no store stands behind it, and it "
            "is not backed up.",
            scenario=f"The nodes of {called} fail together.",
        )


RULES = (
    Rule(
        id="DU-16",
        tenet=Tenet.DURABILITY,
        title="A cache is not the only home of data",
        severity=Severity.MEDIUM,
        asks="Does a store stand behind every cache, or is the cache backed up?",
        why="A cache keeps data in memory; what is only there ends with the node.",
        advice="Keep the data in a store and use the cache before it, or back the cache up.",
        limits="Any store in the drawing counts as standing behind; sessions that may be lost can "
        "be accepted.",
        sources=(
            Source(
                "Trusted Advisor: ElastiCache (Redis OSS) clusters automatic backup", "c18d2gz178"
            ),
        ),
        check=_home,
        fixes=state("Back {name} up every day", "automatic_backups", True),
    ),
    Rule(
        id="DU-17",
        tenet=Tenet.DURABILITY,
        title="Databases refuse to be deleted",
        severity=Severity.LOW,
        asks="Is deletion protection turned on for every database that offers it?",
        why="A template that is torn down by mistake takes its database along, and with it the "
        "automatic backups.",
        advice="Turn deletion protection on; turning it off is then a step of its own.",
        limits="Databases that are made to be thrown away need none; accept the finding.",
        sources=(
            Source("AWS Config", "rds-instance-deletion-protection-enabled"),
            Source("AWS Config", "dynamodb-table-deletion-protection-enabled"),
        ),
        check=_protected,
        fixes=state("Protect {name} against deletion", _PROTECTION, True),
    ),
)
