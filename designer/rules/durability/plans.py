"""Whether the backup plan that is drawn covers what has to be backed up."""

from collections.abc import Iterable, Iterator

from designer.analysis.facts import Facts
from designer.catalog.placement import may_link
from designer.edit.edits import AddLink
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, IdSource
from designer.model.links import Link, LinkKind
from designer.rules.phrasing import names
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet

_PLAN = "backup"
# AWS Backup Developer Guide, "Feature availability by resource": what a plan can hold.
_PLANNABLE = frozenset(
    {
        "rds",
        "aurora",
        "dynamodb",
        "documentdb",
        "neptune",
        "redshift",
        "timestream",
        "s3",
        "ebs",
        "efs",
        "fsx",
    }
)


def _planned(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    if not topology.of_service(_PLAN):
        return
    missing: list[ElementId] = []
    for store in dict.fromkeys(row.store for row in facts.recovery.rows if row.store is not None):
        element = topology.elements[store]
        if element.service not in _PLANNABLE:
            continue
        kept = topology.outgoing(store, LinkKind.BACKUP)
        if kept or topology.incoming(store, LinkKind.BACKUP):
            yield Judgement(verdict=Verdict.PASS, elements=(store,))
        else:
            missing.append(store)
    if missing:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(missing),
            subject="plan",
            sentence=f"A backup plan is drawn, but nothing leads from {names(topology, missing)} "
            "to it.",
        )


def _join(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    topology = diagram.topology
    plan = next(iter(topology.of_service(_PLAN)), None)
    links = () if plan is None else tuple(_links(diagram, finding, plan))
    if links:
        what = names(topology, [link.source for link in links])
        edits = tuple(AddLink(link=link) for link in links)
        yield one_step(f"Put {what} into the backup plan", edits)


def _links(diagram: Diagram, finding: Finding, plan: Element) -> Iterator[Link]:
    topology = diagram.topology
    ids = IdSource({*topology.elements, *topology.links})
    for key in finding.elements:
        store = topology.elements.get(ElementId(key))
        if store is None or topology.outgoing(store.id, LinkKind.BACKUP):
            continue
        if may_link(store, plan, LinkKind.BACKUP) is None:
            yield Link(id=ids.link(), source=store.id, target=plan.id, kind=LinkKind.BACKUP)


RULES = (
    Rule(
        id="DU-13",
        tenet=Tenet.DURABILITY,
        title="Every store is in the backup plan",
        severity=Severity.LOW,
        asks="Where a backup plan is drawn, does a backup link lead to it from every store?",
        why="Backups that each service makes for itself are kept, copied and checked each in "
        "their own way, and one is forgotten.",
        advice="Draw a backup link from every store to AWS Backup.",
        limits="Asked only where AWS Backup is drawn and of services that it can back up; a store "
        "that is itself a backup's target is let pass.",
        sources=(
            Source("Trusted Advisor: Amazon EBS not included in AWS Backup plan", "c18d2gz106"),
            Source("Trusted Advisor: Amazon RDS not in AWS Backup plan", "c18d2gz159"),
            Source("Trusted Advisor: Amazon EFS not in AWS Backup plan", "c18d2gz117"),
            Source("Trusted Advisor: DynamoDB table not included in backup plan", "c18d2gz107"),
        ),
        check=_planned,
        fixes=_join,
    ),
)
