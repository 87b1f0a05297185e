"""Says in words what the canvas shows: for tooltips and for screen readers."""

from collections.abc import Sequence

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.links import Link, LinkKind, LinkRole
from designer.ui.canvas.fates import UNHURT, LinkFate, Lot
from designer.ui.canvas.marks import Mark

_MANY = 5
_LINK_FATES = {
    LinkFate.UNHURT: "",
    LinkFate.BROKEN: "Broken: its request gets no answer.\n",
    LinkFate.CUT_OFF: "Cut off: nothing of use is asked here any more.\n",
    LinkFate.TAKES_OVER: "Takes over from what is lost beside it.\n",
}


def about_element(diagram: Diagram, element: Element, mark: Mark, lot: Lot = UNHURT) -> str:
    """Return what a failure does, name, kind, container and findings of an element, a line each."""
    fate = [lot.why] if lot.why else []
    return "\n".join((*fate, element.name, *facts_of_element(diagram, element, mark)))


def facts_of_element(
    diagram: Diagram, element: Element, mark: Mark, lot: Lot = UNHURT
) -> tuple[str, ...]:
    """Return what is to be known of an element besides its name, as lines."""
    service = catalog().get(element.service)
    full_name = element.service if service is None else service.full_name
    lines = [lot.why] if lot.why else []
    lines.append(full_name)
    if element.parent is not None:
        chain = [outer.name for outer in diagram.topology.ancestors(element.id)]
        lines.append(f"in {' › '.join(reversed(chain))}")
    if element.memberships:
        names = [diagram.topology.elements[key].name for key in element.memberships]
        lines.append(f"member of {', '.join(names)}")
    if element.note:
        lines.append(f"“{element.note}”")
    if element.inferred:
        lines.append("Inferred by the import, not confirmed:")
        lines.extend(f"≈ {sentence}" for sentence in element.inferred[:_MANY])
    if mark.count:
        lines.append(f"{mark.count} finding{'s' if mark.count > 1 else ''}, worst {mark.severity}")
        lines.extend(f"• {sentence}" for sentence in mark.sentences[:_MANY])
    if mark.not_stated:
        lines.append("Something that matters to the score is not stated.")
    return tuple(lines)


def about_link(diagram: Diagram, link: Link, fate: LinkFate = LinkFate.UNHURT) -> str:
    """Return what a link joins and what it means."""
    label = f"“{link.label}”\n" if link.label else ""
    label = f"{_LINK_FATES[fate]}{label}"
    return label + "\n".join((ends_of(diagram, link), *facts_of_link(link)))


def ends_of(diagram: Diagram, link: Link) -> str:
    """Return what a link joins."""
    elements = diagram.topology.elements
    return f"{elements[link.source].name} → {elements[link.target].name}"


def facts_of_link(link: Link, fate: LinkFate = LinkFate.UNHURT) -> tuple[str, ...]:
    """Return what is to be known of a link besides its ends and its label, as lines."""
    kind = link.kind.value
    if link.kind is LinkKind.REQUEST and link.role is not LinkRole.REQUIRED:
        kind = f"{link.role.value} {kind}"
    guessed = (f"≈ {sentence}" for sentence in link.inferred[:_MANY])
    return (*_LINK_FATES[fate].splitlines(), f"{kind} link", *guessed)


def about_selection(
    diagram: Diagram, selection: frozenset[str], marks: Sequence[Mark], lot: Lot = UNHURT
) -> str:
    """Return what is selected, for a screen reader.

    ``marks`` are those of the selected elements, in the order of their ids; ``lot`` is what a
    failure does to the only one.
    """
    topology = diagram.topology
    if not selection:
        return f"{len(topology.elements)} elements, {len(topology.links)} links, none selected"
    chosen = sorted(selection)
    if len(chosen) == 1:
        element = topology.elements.get(ElementId(chosen[0]))
        if element is not None:
            mark = marks[0] if marks else Mark()
            return about_element(diagram, element, mark, lot).replace("\n", ", ")
        return about_link(diagram, topology.links[LinkId(chosen[0])]).replace("\n", ", ")
    named = [element.name for key, element in topology.elements.items() if key in selection]
    found = sum(mark.count for mark in marks)
    text = f"{len(chosen)} selected: {', '.join(named[:_MANY])}"
    if len(named) > _MANY:
        text += f" and {len(named) - _MANY} more"
    return f"{text}; {found} findings" if found else text
