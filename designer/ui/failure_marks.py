"""What of a failure is shown on the canvas: the lot of each element and link."""

from collections.abc import Collection, Iterable

from designer.analysis.fallout import Cause
from designer.analysis.what_if import JourneyState, WhatIf
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.rules import failure_phrasing as words
from designer.ui.canvas.fates import Fate, LinkFate, Lot


def lots_of(answer: WhatIf, diagram: Diagram) -> dict[str, Lot]:
    """Return what is shown of every element that the failure touches."""
    topology = diagram.topology
    found: dict[str, Lot] = {}
    for key, share in answer.reduced.items():
        left = words.percent_left(share)
        why = f"A part of it is lost; {left} is left."
        found[key] = Lot(fate=Fate.REDUCED, why=why, left=left)
    named = {one.id for one in answer.failed}
    why_lost = words.reasons(answer, topology)
    for loss in answer.lost:
        is_failed = loss.cause is Cause.FAILED and _is_crossed(topology, loss.id, named)
        fate = Fate.FAILED if is_failed else Fate.LOST
        found[loss.id] = Lot(fate=fate, why=why_lost.get(loss.id, ""))
    for one in answer.failed:
        for box in one.boxes:
            element = topology.elements.get(box)
            # Of boxes within boxes only the outermost is crossed out: the rest would be noise.
            if element is None or element.parent in one.boxes:
                fate, why = Fate.LOST, f"It is in the failed {words.thing(one)}."
            else:
                fate, why = Fate.FAILED, f"{words.thing(one)} has failed, with all it holds."
            if box not in found or fate is Fate.FAILED:
                found[box] = Lot(fate=fate, why=why[0].upper() + why[1:])
        if one.id not in found:
            # Something without a part in any journey: what failed is shown as failed all the same.
            found[one.id] = Lot(fate=Fate.FAILED, why=f"{words.thing(one)} has failed.")
    for journey in answer.journeys:
        element = topology.elements.get(ElementId(journey.id))
        if journey.state is JourneyState.BROKEN and element and element.kind is Kind.ACTOR:
            why = words.journey_reason(journey, answer, topology)
            found[journey.id] = Lot(fate=Fate.UNSERVED, why=why)
    return {key: lot for key, lot in found.items() if ElementId(key) in topology.elements}


def link_fates_of(answer: WhatIf) -> dict[str, LinkFate]:
    """Return what is shown of every link that the failure touches."""
    return {key: LinkFate(state.value) for key, state in answer.links.items()}


def expected(diagram: Diagram, ids: Iterable[str]) -> dict[str, Lot]:
    """Return what can be struck out before the answer is there: what was failed, with contents."""
    topology = diagram.topology
    found: dict[str, Lot] = {}
    for key in ids:
        element = topology.elements.get(ElementId(key))
        if element is None:
            continue
        inside = {*topology.descendants(element.id), *topology.members(element.id)} - {*found}
        for one in (element.id, *inside):
            if topology.elements[one].kind not in (Kind.ACTOR, Kind.NOTE):
                is_crossed = _is_crossed(topology, one, {key})
                found[one] = Lot(fate=Fate.FAILED if is_crossed else Fate.LOST)
    return found


def _is_crossed(topology: Topology, element: ElementId, named: Collection[str]) -> bool:
    """Tell whether a failed element is crossed out: all but boxes that failed with an outer one."""
    found = topology.elements.get(element)
    return found is None or not found.kind.is_container or element in named
