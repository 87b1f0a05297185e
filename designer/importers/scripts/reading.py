"""Makes diagrams of what a script draws: a page of each, clusters read by their labels."""

import ast
import re
import warnings

from designer.catalog.loader import catalog, region_names
from designer.catalog.service import Role
from designer.importers.drawing import page_of
from designer.importers.events import starts
from designer.importers.graph import Key, Part, ResourceGraph
from designer.importers.result import ImportResult, NoteKind, Page
from designer.importers.scripts.evaluation import Evaluation
from designer.importers.scripts.names import service_of
from designer.importers.scripts.sketch import PLAIN_NODE, Arrow, Box, Icon, Sketch
from designer.importers.source import Format, Source
from designer.model.elements import Kind
from designer.model.links import LinkKind
from designer.storage.refusal import Refused

_ZONE_NAME = re.compile(r"\b[a-z]{2}(?:-[a-z]+)+-\d[a-z]\b")
_REGION_NAME = re.compile(r"\b[a-z]{2}(?:-[a-z]+)+-\d\b")
# The first that matches a cluster's label says what it is.
_KINDS = (
    ("public-subnet", re.compile(r"public[\s_-]*(?:sub)?net|dmz", re.IGNORECASE)),
    ("private-subnet", re.compile(r"sub-?net", re.IGNORECASE)),
    ("asg", re.compile(r"auto[\s_-]*scal|\basg\b", re.IGNORECASE)),
    ("zone", re.compile(r"availability[\s_-]*zone|\baz[\s_-]?\w?\b|\bzone\b", re.IGNORECASE)),
    ("vpc", re.compile(r"\bvpc\b", re.IGNORECASE)),
    ("region", re.compile(r"\bregion\b", re.IGNORECASE)),
    ("account", re.compile(r"\baccount\b", re.IGNORECASE)),
    ("data-centre", re.compile(r"on-?prem|data[\s-]*cent(?:er|re)", re.IGNORECASE)),
    ("cloud", re.compile(r"^\s*(?:aws|aws cloud|amazon web services)\s*$", re.IGNORECASE)),
)
_COPIES = re.compile(r"replic|standby|sync|mirror", re.IGNORECASE)
_TWO_ZONES = re.compile(r"multi-?\s?az", re.IGNORECASE)
_ORDER = {
    role: number
    for number, role in enumerate(
        (
            Role.CLIENT,
            Role.DNS,
            Role.EDGE,
            Role.NETWORK,
            Role.GATEWAY,
            Role.BALANCER,
            Role.COMPUTE,
            Role.PROXY,
            Role.BUFFER,
            Role.CACHE,
            Role.STORE,
            Role.SUPPORT,
        )
    )
}


def read(source: Source) -> ImportResult:
    """Return a page for each diagram that the script ``source`` draws.

    Raises:
        Refused: it is no Python, draws nothing, or takes too much to follow.
    """
    evaluation = Evaluation()
    evaluation.follow(_parsed(source.text()))
    if not evaluation.sketches:
        raise Refused("", "opens no Diagram (“with Diagram(...)”), so that nothing is drawn")
    pages = tuple(_page(sketch, source.stem, evaluation.remarks) for sketch in evaluation.sketches)
    return ImportResult(format=Format.SCRIPT.value, pages=pages)


def _parsed(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            # A stranger's invalid escapes are no matter of this program's user.
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        place = f"line {error.lineno}" if error.lineno else ""
        raise Refused(place, f"is not valid Python: {error.msg}") from error
    except ValueError as error:
        raise Refused("", "is not valid Python") from error


def _page(sketch: Sketch, stem: str, remarks: dict[str, int]) -> Page:
    graph = ResourceGraph()
    for box in sketch.boxes.values():
        _add_box(graph, sketch, box)
    ends = {end for arrow in sketch.arrows for end in (arrow.source, arrow.target)}
    for icon in sketch.icons.values():
        _add_icon(graph, sketch, icon, is_end=icon.key in ends)
    for arrow in sketch.arrows:
        _relate(graph, arrow)
    for text, line in (remarks | sketch.remarks).items():
        graph.skipped(text, place=f"line {line}")
    if not graph.parts:
        graph.skipped("Nothing is drawn in this diagram.")
    return page_of(graph, sketch.title or stem)


# -- clusters
def _add_box(graph: ResourceGraph, sketch: Sketch, box: Box) -> None:
    service = _kind_of(box.label)
    place = f"line {box.line}"
    part = graph.add(box.key, service, box.label, place=place)
    _put_in(graph, sketch, part, box.outer)
    region = _REGION_NAME.search(box.label)
    zone = _ZONE_NAME.search(box.label)
    if service == "region" and region and region.group() in region_names():
        part.properties["region_code"] = region.group()
    elif service == "zone" and zone:
        part.properties["zone_name"] = zone.group()
    if service != "group":
        name = catalog()[service].name
        graph.inferred(f"The cluster “{box.label}” is read as: {name}.", box.key, place=place)
    if service in ("public-subnet", "private-subnet") and zone is not None:
        _put_in_zone(graph, part, zone.group())


def _kind_of(label: str) -> str:
    for service, words in _KINDS:
        if words.search(label):
            return service
    if _ZONE_NAME.search(label):
        return "zone"
    found = _REGION_NAME.search(label)
    return "region" if found and found.group() in region_names() else "group"


def _put_in(graph: ResourceGraph, sketch: Sketch, part: Part, outer: Key) -> None:
    """Put ``part`` into the innermost place around it, and into the groups on the way there."""
    while outer:
        around = graph.parts[outer]
        if around.kind is not Kind.GROUP:
            part.parent = outer
            return
        if part.kind is not Kind.GROUP:
            part.groups.append(outer)
        outer = sketch.boxes[outer].outer


def _put_in_zone(graph: ResourceGraph, subnet: Part, name: str) -> None:
    if subnet.parent is not None and graph.around(subnet.parent, Kind.ZONE) is not None:
        return
    key = f"zone {name} in {subnet.parent}"
    zone = graph.add(key, "zone", name, parent=subnet.parent, place=subnet.place)
    zone.properties["zone_name"] = name
    subnet.parent = key
    graph.inferred(f"Its zone is in the label “{subnet.name}”.", key, place=subnet.place)


# -- nodes
def _add_icon(graph: ResourceGraph, sketch: Sketch, icon: Icon, *, is_end: bool) -> None:
    is_remark = icon.dotted == PLAIN_NODE and not is_end
    service = "note" if is_remark else service_of(icon.dotted)
    place = f"line {icon.line}"
    name = icon.dotted.rpartition(".")[2]
    part = graph.add(icon.key, service or "generic", icon.label or name, place=place)
    if service is None:
        sentence = f"{icon.dotted} is not in the catalog; it is drawn as something unknown."
        graph.note(NoteKind.UNKNOWN, sentence, (icon.key,), place=place)
    if name in ("ELB", "ElasticLoadBalancing"):
        sentence = "Which kind of load balancer it is is not stated; an application one is drawn."
        graph.inferred(sentence, icon.key, place=place)
    _put_in(graph, sketch, part, icon.cluster)
    has_two = catalog()[part.service].failure.multi_az_property
    if has_two and _TWO_ZONES.search(icon.label):
        part.properties[has_two] = True
        graph.inferred("Multi-AZ is read from its label.", icon.key, place=place)


# -- edges
def _relate(graph: ResourceGraph, arrow: Arrow) -> None:
    source, target = graph.parts[arrow.source], graph.parts[arrow.target]
    is_open = arrow.points_forward == arrow.points_back
    if arrow.points_back and not arrow.points_forward:
        source, target = target, source
    copies = _is_copy(source, target, arrow, is_open)
    if is_open and not copies and _rank(target) < _rank(source):
        source, target = target, source
    kind = LinkKind.REQUEST
    if copies:
        kind = LinkKind.REPLICATION
    elif _is_event(source, target):
        kind = LinkKind.ASYNC
    relation = graph.relate(source.key, target.key, kind, label=arrow.label)
    if relation is None:
        return
    place = f"line {arrow.line}"
    if copies:
        sentence = f"{source.name} is read as copied to {target.name}: both keep the same data."
        graph.inferred(sentence, relation.key, place=place)
    elif is_open:
        sentence = (
            f"The line between {source.name} and {target.name} has no one direction; "
            f"{source.name} is taken to ask."
        )
        graph.note(NoteKind.ORIENTED, sentence, (relation.key,), place=place)


def _is_event(source: Part, target: Part) -> bool:
    """Tell whether nobody waits: to a queue or stream, from one, and what a store starts."""
    roles = (catalog()[source.service].role, catalog()[target.service].role)
    return Role.BUFFER in roles or starts(source.service, target.service)


def _rank(part: Part) -> int:
    return _ORDER.get(catalog()[part.service].role, len(_ORDER))


def _is_copy(source: Part, target: Part, arrow: Arrow, is_open: bool) -> bool:
    if any(catalog()[part.service].role is not Role.STORE for part in (source, target)):
        return False
    words = f"{arrow.label} {source.name} {target.name}"
    is_same = source.service == target.service
    return bool(_COPIES.search(words)) or (is_same and (is_open or "dashed" in arrow.style))
