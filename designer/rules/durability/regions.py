"""Whether data outlives the loss of a Region, when that is asked for."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.workload import Disruption
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Option, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet


def _region(facts: Facts) -> Iterable[Judgement]:
    for row in facts.recovery.rows:
        if row.disruption is not Disruption.REGION or row.store is None:
            continue
        if row.rpo_s is not None:
            yield Judgement(verdict=Verdict.PASS, elements=(row.store,))
            continue
        called = name(facts.topology, row.store)
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(row.store,),
            sentence=f"No copy of {called} stands outside its Region.",
            scenario=f"The Region of {called} is lost.",
        )


_COPIES: tuple[tuple[str, str, Option], ...] = (
    ("cross_region_copy", "Copy the backups of {name} to a second Region", Option.LEAST_COST),
    ("replication_region", "Replicate {name} to a second Region", Option.LEAST_CHANGE),
    ("global_table", "Make {name} a global table", Option.BEST_RECOVERY),
    ("global_database", "Make {name} a global database", Option.BEST_RECOVERY),
)


def _copy(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    for element_id in finding.elements:
        element = diagram.topology.elements[ElementId(element_id)]
        row = catalog()[element.service]
        for key, title, option in _COPIES:
            if row.property(key) is None or element.properties.get(key) is True:
                continue
            text = title.format(name=name(diagram.topology, element_id))
            edit = SetProperty(ids=frozenset({element.id}), key=key, value=True)
            yield one_step(text, edit, option)


RULES = (
    Rule(
        id="DU-04",
        tenet=Tenet.DURABILITY,
        title="Data outlives a Region",
        severity=Severity.MEDIUM,
        asks="Does every data store have a copy in a second Region?",
        why="A Region is the largest thing that can be lost; what is only there is lost with it.",
        advice="Copy backups to a second Region; replicate what must be there within seconds.",
        limits="Data that must not leave its Region by law cannot follow this; accept the "
        "finding with that reason.",
        sources=(
            Source("Trusted Advisor: Amazon S3 Bucket Replication Not Enabled", "c18d2gz119"),
            Source("Well-Architected, Reliability REL13-BP02", "REL13-BP02"),
        ),
        check=_region,
        fixes=_copy,
    ),
)
