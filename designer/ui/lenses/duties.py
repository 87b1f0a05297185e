"""The overlay of shared responsibility: how much of each element is yours to answer for."""

from collections import Counter
from functools import cache

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.responsibility.areas import Model, Party
from designer.responsibility.matrix import matrix
from designer.rules.phrasing import agreed
from designer.ui.lenses.lens import Entry, LensView, with_legend
from designer.ui.tints import Pattern, Shade, Tint

_HALF = 0.5

# Most of it yours first, as it is in the legend; told apart by pattern and by the sign as well.
_KINDS = {
    Model.OWN: Tint(shade=Shade.THIRD, pattern=Pattern.CROSSED),
    Model.INFRASTRUCTURE: Tint(shade=Shade.SECOND, pattern=Pattern.HATCHED),
    Model.CONTAINER: Tint(shade=Shade.FOURTH, pattern=Pattern.UPRIGHT),
    Model.MANAGED: Tint(shade=Shade.FIRST, pattern=Pattern.DASHED),
    Model.SERVERLESS: Tint(shade=Shade.GOOD, pattern=Pattern.SOLID),
}
_MEANT = {
    Model.OWN: "your own: all of it is yours",
    Model.INFRASTRUCTURE: "infrastructure: AWS lends it",
    Model.CONTAINER: "container: AWS places programs",
    Model.MANAGED: "managed: AWS runs and patches",
    Model.SERVERLESS: "serverless: no machine to see",
}
_ENTRIES = tuple(Entry(tint=_KINDS[model], label=_MEANT[model]) for model in Model)


def duties(diagram: Diagram) -> LensView:
    """Return how much of each service of ``diagram`` is the customer's; "you 46 %" is the sign."""
    found = {
        str(element.id): element.service
        for element in diagram.topology.elements.values()
        if _is_shown(element)
    }
    services = Counter(found.values())
    most = sum(count for key, count in services.items() if matrix(key).weight > _HALF)
    count = len(found)
    sentence = (
        f"You carry more than half of {most} of the {count} services drawn."
        if count > 1
        else "You carry more than half of the service drawn."
        if most
        else "AWS carries half or more of the service drawn."
        if count
        else "No service is drawn."
    )
    tints = {key: _tint(service) for key, service in found.items()}
    return with_legend(sentence, _ENTRIES, tints)


def _is_shown(element: Element) -> bool:
    return element.kind is Kind.RESOURCE and catalog().get(element.service) is not None


# The same for all elements of a service: a large drawing is tinted within a frame.
@cache
def _tint(service: str) -> Tint:
    own = matrix(service)
    kind = _KINDS[own.model]
    yours, both = len(own.areas_of(Party.CUSTOMER)), len(own.areas_of(Party.SHARED))
    shared = f", {both} {agreed(both, 'is', 'are')} shared" if both else ""
    why = (
        f"{own.model.title.capitalize()}: of {len(own.lines)} areas {yours} "
        f"{agreed(yours, 'is', 'are')} yours{shared}. {own.model.explanation}"
    )
    return Tint(
        shade=kind.shade, pattern=kind.pattern, sign=f"you {own.weight * 100:.0f} %", why=why
    )
