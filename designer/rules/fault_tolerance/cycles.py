"""Parts that need each other and so fail together."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.analysis.graphs import mutual_dependencies
from designer.edit.edits import SetLink
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.links import LinkKind, LinkRole
from designer.rules.phrasing import name, names
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet


def _cycles(facts: Facts) -> Iterable[Judgement]:
    found = mutual_dependencies(facts.topology)
    for part in found:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(part),
            sentence=f"{names(facts.topology, part)} need each other: when one fails all fail, "
            "and none can be started first.",
            scenario=f"{name(facts.topology, part[0])} fails.",
        )
    if not found and facts.journeys:
        yield Judgement(verdict=Verdict.PASS)


def _loosen(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    topology = diagram.topology
    inside = set(finding.elements)
    for element in reversed(finding.elements):
        for link in topology.outgoing(ElementId(element), LinkKind.REQUEST):
            if link.target not in inside or link.role is LinkRole.OPTIONAL:
                continue
            title = f"Let {name(topology, link.source)} work without {name(topology, link.target)}"
            yield one_step(title, SetLink(id=link.id, role=LinkRole.OPTIONAL))
            return


RULES = (
    Rule(
        id="FT-10",
        tenet=Tenet.FAULT_TOLERANCE,
        title="No parts need each other in a circle",
        severity=Severity.MEDIUM,
        asks="Can every part be started without another part that waits for it?",
        why="Parts that need each other share one fate, and after a blackout none comes up first.",
        advice="Make one direction optional, or put a queue between the two.",
        limits="A link drawn in both directions for an answer is read as two requests; draw one.",
        sources=(
            Source("Well-Architected, Reliability: loosely coupled dependencies", "REL04-BP02"),
        ),
        check=_cycles,
        fixes=_loosen,
    ),
)
