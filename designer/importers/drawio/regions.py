"""Adds Regions that a drawing names only in labels: of a VPC, of the cloud, of zones."""

from dataclasses import replace
from functools import reduce

from designer.catalog.loader import catalog, region_names
from designer.catalog.placement import may_stand
from designer.catalog.service import Scope
from designer.importers.drawio.notes import NoteBook, shown
from designer.importers.drawio.places import region_code
from designer.importers.result import NoteKind
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, IdSource
from designer.model.layout import Box
from designer.model.topology import Topology

_MARGIN = 20.0
_INSET = 8.0
_TITLE = 28.0
_IN_A_REGION = (Scope.ZONAL, Scope.REGIONAL)

Places = dict[ElementId, Box]


def with_regions(
    topology: Topology, places: Places, book: NoteBook, ids: dict[str, str]
) -> tuple[Topology, Places]:
    """Return ``topology`` and ``places`` with a Region around what is said to lie in one.

    Nothing changes when the drawing has a Region's box. ``ids`` gains the new elements.
    """
    if topology.of_kind(Kind.REGION):
        return topology, places
    told: dict[tuple[ElementId | None, str], list[Element]] = {}
    for element in topology.elements.values():
        code = _code_of(topology, element)
        if code:
            told.setdefault((element.parent, code), []).append(element)
    cells = {i: cell for cell, i in ids.items()}
    source = IdSource(topology.elements)
    is_only = len({code for _, code in told}) == 1
    for (parent, code), inside in told.items():
        key = source.element(f"region-{code}")
        named = " and ".join(shown(element.name) for element in inside[:2])
        if is_only and all(element.kind is Kind.VPC for element in inside):
            inside += _beside(topology, places, parent, inside)
        topology, box = _wrapped(topology, places, key, parent, code, inside)
        places[key] = box
        ids[f"region {key}"] = key
        book.tell(
            NoteKind.INFERRED,
            f"The Region {code} is not drawn; the labels of and in {named} name it.",
            *(cells[element.id] for element in inside if element.id in cells),
            f"region {key}",
        )
    return topology, places


def _code_of(topology: Topology, element: Element) -> str:
    """Return the Region that ``element``, an outermost network or zone, or its content names."""
    if element.kind is Kind.ZONE:
        around = topology.around(element.id, Kind.VPC)
        return "" if around is not None else _stated(element)
    if element.kind in (Kind.CLOUD, Kind.ACCOUNT):
        return region_code(element.name)
    if element.kind is not Kind.VPC:
        return ""
    own = region_code(element.name)
    if own:
        return own
    inside = {
        _stated(topology.elements[key])
        for key in topology.descendants(element.id)
        if topology.elements[key].kind in (Kind.ZONE, Kind.SUBNET)
    } - {""}
    return next(iter(inside)) if len(inside) == 1 else ""


def _beside(
    topology: Topology, places: Places, parent: ElementId | None, inside: list[Element]
) -> list[Element]:
    """Return what is no VPC, but lies in the only Region as well: balancers drawn beside a VPC.

    Each is taken in as long as the Region's box then covers nothing that stands outside of it.
    """
    if parent is None:
        return []
    found: list[Element] = []
    others = [topology.elements[key] for key in topology.children(parent)]
    others = [element for element in others if element not in inside]
    for element in others:
        if not _is_regional(element):
            continue
        box = _hull([*inside, *found, element], places)
        outside = [e for e in others if e is not element and e not in found]
        if not any(box.overlaps(places[e.id]) for e in outside if not _is_regional(e)):
            found.append(element)
    return found


def _is_regional(element: Element) -> bool:
    row = catalog().get(element.service)
    return row is not None and row.kind is Kind.RESOURCE and row.failure.scope in _IN_A_REGION


def _hull(inside: list[Element], places: Places) -> Box:
    hull = reduce(Box.united, (places[element.id] for element in inside)).grown(_MARGIN)
    return Box(hull.x, hull.y - _MARGIN, hull.width, hull.height + _MARGIN)


def _stated(element: Element) -> str:
    return region_code(f"{element.name} {element.properties.get('zone_name', '')}")


def _wrapped(
    topology: Topology,
    places: Places,
    key: ElementId,
    parent: ElementId | None,
    code: str,
    inside: list[Element],
) -> tuple[Topology, Box]:
    around = inside[0] if inside[0].kind in (Kind.CLOUD, Kind.ACCOUNT) else None
    region = Element(
        id=key,
        kind=Kind.REGION,
        service="region",
        name=f"{code} ({region_names()[code]})",
        parent=parent if around is None else around.id,
        properties=FrozenMap({"region_code": code}),
    )
    elements = dict(topology.elements)
    elements[key] = region
    grown = Topology(elements=FrozenMap(elements), links=topology.links)
    if around is None:
        moved = [element.id for element in inside]
        box = _hull(inside, places)
    else:
        outer = places[around.id]
        moved = [
            child
            for child in topology.children(around.id)
            if may_stand(grown, catalog()[topology.elements[child].service], key) is None
        ]
        box = Box(
            outer.x + _INSET,
            outer.y + min(_TITLE, outer.height / 4),
            max(outer.width - 2 * _INSET, 1.0),
            max(outer.height - min(_TITLE, outer.height / 4) - _INSET, 1.0),
        )
    changed = {child: replace(topology.elements[child], parent=key) for child in moved}
    return Topology(elements=grown.elements.with_items(changed), links=topology.links), box
