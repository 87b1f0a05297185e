"""Whether clusters have the members they need to decide and to keep their keys or data."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import ReplicaModel, Service
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.rules.phrasing import count, listed, name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import having, one_step
from designer.rules.tenets import Tenet
from designer.rules.zones import zones_at_hand

_MAJORITY = 3
_PAIR = 2


def _number(element: Element, row: Service, key: str) -> int:
    value = row.value(element, key)
    return value if isinstance(value, int) else 0


def _problem(element: Element, row: Service) -> tuple[str, bool]:
    """Return what a cluster lacks ("" for nothing), and whether the drawing states it so."""
    nodes = _number(element, row, row.failure.count_property)
    stated = element.properties
    if nodes < _MAJORITY:
        what = f"has {count(nodes, 'node')}, and a majority needs three to outlive one"
        return what, row.failure.count_property in stated
    zones = stated.get("zones")
    if isinstance(zones, tuple) and 0 < len(zones) < _MAJORITY:
        return f"works in {count(len(zones), 'zone')}, so the loss of one may be half", True
    if row.property("multi_az") is not None and row.value(element, "multi_az") is not True:
        return "does not spread its nodes and copies over zones", "multi_az" in stated
    return "", True


def _clusters(facts: Facts) -> Iterable[Judgement]:
    rows = (row for row in catalog().values() if row.failure.replicas is ReplicaModel.QUORUM)
    for row in rows:
        for element in facts.topology.of_service(row.key):
            if element.properties.get("serverless") is True:
                continue
            problem, stated = _problem(element, row)
            called = name(facts.topology, element.id)
            if not problem:
                yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
                continue
            guess = "" if stated else "Nothing else being stated, "
            yield Judgement(
                verdict=Verdict.FAIL if stated else Verdict.UNKNOWN,
                elements=(element.id,),
                sentence=f"{guess}{called} {problem}.",
                scenario=f"A zone with nodes of {called} is lost.",
            )


def _three_in_three(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for key in finding.elements:
        element = diagram.topology.elements.get(ElementId(key))
        row = None if element is None else catalog().get(element.service)
        if element is None or row is None or not _problem(element, row)[0]:
            continue
        ids = frozenset({element.id})
        edits: list[SetProperty] = []
        nodes = row.failure.count_property
        if _number(element, row, nodes) < _MAJORITY:
            edits.append(SetProperty(ids=ids, key=nodes, value=_MAJORITY))
        if row.property("multi_az") is not None and row.value(element, "multi_az") is not True:
            edits.append(SetProperty(ids=ids, key="multi_az", value=True))
        zones = element.properties.get("zones")
        if isinstance(zones, tuple) and 0 < len(zones) < _MAJORITY:
            more = zones_at_hand(facts, element.id, _MAJORITY)
            edits.append(SetProperty(ids=ids, key="zones", value=more))
        title = f"Run {name(diagram.topology, element.id)} on three nodes in three zones"
        yield one_step(title, tuple(edits))


def _modules(facts: Facts) -> Iterable[Judgement]:
    for element, row in having(facts.topology, "hsms"):
        number = _number(element, row, "hsms")
        zones = facts.locations.own_zones(element.id)
        called = name(facts.topology, element.id)
        if number >= _PAIR and len(zones) != 1:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        stated = "hsms" in element.properties
        one = "one module" if stated else "one module as far as the drawing tells"
        yield Judgement(
            verdict=Verdict.FAIL if stated else Verdict.UNKNOWN,
            elements=(element.id,),
            sentence=f"{called} has {one}; keys made since its last backup are lost with it."
            if number < _PAIR
            else f"All modules of {called} stand in one zone and are lost with it.",
            scenario=f"The zone of {called} is lost.",
        )


def _two_modules(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for key in finding.elements:
        element = diagram.topology.elements.get(ElementId(key))
        row = None if element is None else catalog().get(element.service)
        if element is None or row is None:
            continue
        ids = frozenset({element.id})
        edits: list[SetProperty] = []
        if _number(element, row, "hsms") < _PAIR:
            edits.append(SetProperty(ids=ids, key="hsms", value=_PAIR))
        where = ""
        if len(facts.locations.own_zones(element.id)) == 1:
            zones = zones_at_hand(facts, element.id)
            where = f" in {listed(list(zones))}"
            edits.append(SetProperty(ids=ids, key="zones", value=zones))
        if edits:
            title = f"Run {name(diagram.topology, element.id)} on two modules{where}"
            yield one_step(title, tuple(edits))


RULES = (
    Rule(
        id="FT-20",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Clusters that vote have three nodes in three zones",
        severity=Severity.MEDIUM,
        asks="Does every cluster that needs a majority have three nodes or more, over three zones?",
        why="Of two nodes neither is a majority when the other is silent; of two zones one holds "
        "half or more of the nodes.",
        advice="Run three nodes or brokers, one in each of three zones, with the data spread over "
        "them.",
        limits="Serverless clusters are AWS's to spread and not asked.",
        sources=(
            Source(
                "Trusted Advisor: Amazon OpenSearch Service domains with less than three data "
                "nodes",
                "c18d2gz183",
            ),
            Source("Trusted Advisor: Amazon MSK Cluster Multi-AZ", "90046ff5b5"),
        ),
        check=_clusters,
        fixes=_three_in_three,
    ),
    Rule(
        id="FT-24",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Key modules stand in two zones",
        severity=Severity.HIGH,
        asks="Does every CloudHSM cluster have modules in at least two zones?",
        why="Keys exist in the modules alone until the next backup; what they encrypted is lost "
        "with them.",
        advice="Add a second module in another zone.",
        limits="Zones are read from the box it stands in or its stated zones; modules without a "
        "zone are taken to be apart.",
        sources=(
            Source(
                "Trusted Advisor: AWS CloudHSM clusters running HSM instances in a single AZ",
                "hc0dfs7601",
            ),
        ),
        check=_modules,
        fixes=_two_modules,
    ),
)
