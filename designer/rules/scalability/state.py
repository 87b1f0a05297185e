"""Whether servers keep something to themselves that the next one beside them would need."""

from collections.abc import Iterable, Iterator

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.placement import may_link, may_stand
from designer.edit.edits import AddElement, AddLink, Edit, Remove
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, IdSource
from designer.model.links import Link, LinkKind
from designer.rules.copies import free_box
from designer.rules.phrasing import name, names
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import judge_statement, one_step, state
from designer.rules.tenets import Tenet

_VOLUME, _FILES = "ebs", "efs"
_STICKY = "sticky_sessions"


def _volumes(facts: Facts) -> Iterable[Judgement]:
    for volume in facts.topology.of_service(_VOLUME):
        users = list(dict.fromkeys(_users(facts, volume)))
        if not users:
            continue
        many = len(users) > 1 or any(_may_be_many(facts, user) for user in users)
        if not many:
            yield Judgement(verdict=Verdict.PASS, elements=(volume.id,))
            continue
        called = name(facts.topology, volume.id)
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(volume.id,),
            sentence=f"{called} is a volume of one server, but {names(facts.topology, users)} "
            f"{'share it' if len(users) > 1 else 'is more than one'}: a further one finds "
            "no data.",
        )


def _users(facts: Facts, volume: Element) -> Iterator[ElementId]:
    for link in facts.topology.incoming(volume.id, LinkKind.REQUEST):
        unit = facts.wiring.unit_of(link.source)
        if unit is not None:
            yield unit


def _may_be_many(facts: Facts, unit: ElementId) -> bool:
    most = facts.services.count(unit, facts.services.of(unit).scaling.max_property) or 0
    return max(len(facts.replicas(unit)), most) > 1


def _share(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer a file system in the volume's place, reached by whoever has used the volume."""
    topology, row = diagram.topology, catalog()[_FILES]
    for key in finding.elements:
        volume = topology.elements.get(ElementId(key))
        if volume is None:
            continue
        outer = topology.around(volume.id, Kind.VPC) or topology.around(volume.id, Kind.REGION)
        if outer is None or may_stand(topology, row, outer.id) is not None:
            continue
        ids = IdSource({*topology.elements, *topology.links})
        made = Element(
            id=ids.element(_FILES), kind=row.kind, service=_FILES, name=volume.name, parent=outer.id
        )
        box, growth = free_box(diagram, outer.id, diagram.layout.boxes[volume.id])
        links = tuple(
            AddLink(link=Link(id=ids.link(), source=link.source, target=made.id, role=link.role))
            for link in topology.incoming(volume.id, LinkKind.REQUEST)
            if may_link(topology.elements[link.source], made, LinkKind.REQUEST) is None
        )
        steps: tuple[Edit, ...] = (
            *growth,
            AddElement(element=made, box=box),
            *links,
            Remove(ids=frozenset({volume.id})),
        )
        yield one_step(f"Keep {name(topology, volume.id)} on EFS instead", steps)


RULES = (
    Rule(
        id="SC-10",
        tenet=Tenet.SCALABILITY,
        title="Users are not tied to one server",
        severity=Severity.MEDIUM,
        asks="Does every load balancer send each request to whichever server is free?",
        why="With sticky sessions a new server gets new users only, and one that is taken away "
        "or fails takes its users' sessions along.",
        advice="Keep sessions in ElastiCache, DynamoDB or a signed cookie and turn stickiness off.",
        limits="Where servers keep sessions without stickiness is not drawn and not seen.",
        sources=(
            Source(
                "Well-Architected, Reliability: make systems stateless where possible",
                "REL05-BP06",
            ),
            Source(
                "Elastic Load Balancing User Guide: sticky sessions",
                "edit-target-group-attributes",
            ),
        ),
        check=lambda facts: judge_statement(
            facts, _STICKY, lambda value: value is not True, "ties every user to one server"
        ),
        fixes=state("Turn sticky sessions off for {name}", _STICKY, False),
    ),
    Rule(
        id="SC-11",
        tenet=Tenet.SCALABILITY,
        title="Servers that multiply share files, not a volume",
        severity=Severity.MEDIUM,
        asks="Is every volume used by one server that stays one?",
        why="A volume is attached to one instance in its own zone; what a fleet keeps there is "
        "missing on every other member.",
        advice="Keep shared files on EFS or in S3, and nothing on the servers.",
        limits="Volumes with Multi-Attach, which few file systems can use, count as volumes of "
        "one.",
        sources=(
            Source("EBS User Guide: volumes", "ebs-volumes"),
            Source(
                "Well-Architected, Reliability: make systems stateless where possible",
                "REL05-BP06",
            ),
        ),
        check=_volumes,
        fixes=_share,
    ),
)
