"""Which fleets follow a metric by themselves, and what feeds them; shared by the rules here."""

from collections.abc import Iterator

from designer.analysis.facts import Facts
from designer.catalog.service import Role
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.rules.statements import having

_BY_METRIC = frozenset({"target_tracking", "step", "predictive"})
_QUEUE = "sqs"
_GIVES = (LinkKind.ASYNC, LinkKind.REQUEST)


def following(facts: Facts, key: str) -> Iterator[Element]:
    """Yield the fleets with a policy on a metric whose service has the property ``key``."""
    for element, row in having(facts.topology, key):
        policy = row.value(element, "scaling_policy")
        if row.role is Role.COMPUTE and policy in _BY_METRIC:
            yield element


def is_fed_by_queue(facts: Facts, fleet: ElementId) -> bool:
    """Tell whether ``fleet`` or its members take their work from a queue."""
    topology = facts.topology
    for unit in (fleet, *facts.wiring.members.get(fleet, ())):
        incoming = topology.incoming(unit)
        given = [link.source for link in incoming if link.kind in _GIVES]
        # Workers that nobody asks fetch for themselves, and are often drawn that way round.
        fetched = () if incoming else topology.outgoing(unit, LinkKind.REQUEST)
        ends = (*given, *(link.target for link in fetched))
        if any(topology.elements[end].service == _QUEUE for end in ends):
            return True
    return False
