"""A tiny language to write a diagram in a few lines, for tests of everything that reads one.

    title Shop
    workload peak_rps=100 availability_target=99.9 rto.zone=60 rpo.region=15m
    users u
    region r eu-west-1
      vpc v
        alb lb
        asg web desired=4 minimum=2
        zone a
          subnet s1 private
            ec2 web1 instances=2 in web
        zone b
          subnet s2
            ec2 web2 "Web server B" in web
            rds db multi_az
    sqs q
    u -> lb
    lb -> web1, web2 any
    web1, web2 -> db
    web1 ~> q "orders"
    accept HA-03:web1 known and wanted

**Elements**: ``service id [word ...] [key=value ...] ["name"] [in group, group]``. Indentation
(spaces) says what an element stands in. ``service`` is a key of the catalog; also ``subnet`` (with
the word ``public``, else private), ``az`` for ``zone``, and ``_`` for ``-``. Without a name the id
is the name. A bare word is a property that is on (``multi_az``), or a Region's code, or a zone's
name. ``off:multi_az`` turns a property off. A value is read as its property's type says: ``true``
or ``false``, a number, text, or a list ``a,b``. ``in`` names scaling groups and groups it is a
member of, also later ones.

**Links**: ``a -> b`` request, ``~>`` async, ``=>`` replication, ``+>`` backup; with lists
(``a, b -> c, d``) and chains (``u -> lb -> web1``). At the end of requests: ``optional`` or
``standby``; ``weight=`` and ``calls=`` with a number; ``any``, ``all`` or a number make the targets
one target group of each source, of which so many must work (without it grouping is automatic); a
quoted text is the label. A link's id is ``a--b`` (then ``a--b-2`` ...), so tests can name it.

**The rest**: ``title``, ``description``, ``workload`` with the fields of `Workload`, ``rto.`` and
``rpo.`` by disruption, durations with ``s``, ``m``, ``h`` or ``d``; ``accept key reason``;
``# comment``. Round brackets after a link are a comment too.

Boxes are laid out in a nested grid without overlaps, so invariants hold. Where things may stand is
not judged: mistakes can be drawn. An error is a `BuildError` that names the line.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import ceil, sqrt

from designer.catalog.loader import catalog, regions
from designer.catalog.service import PropertyType, Service
from designer.edit.apply import EditRefused
from designer.edit.placing import box_for
from designer.edit.property_edits import checked_value
from designer.edit.room import GAP, SIDE, TOP, around
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId, is_valid_id
from designer.model.invariants import check
from designer.model.layout import Box, Layout, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.topology import Topology
from designer.model.workload import NUMBER_FIELDS, Disruption, Figures, LoadShape, Workload

_ARROWS = {
    "->": LinkKind.REQUEST,
    "~>": LinkKind.ASYNC,
    "=>": LinkKind.REPLICATION,
    "+>": LinkKind.BACKUP,
}
_ARROW = re.compile(r"\s*(->|~>|=>|\+>)\s*")
_QUOTED = re.compile(r'"([^"]*)"')
_COMMENT = re.compile(r"(^|\s)#.*$")
_BRACKETS = re.compile(r"\s\([^()]*\)\s*$")
_DURATION = re.compile(r"([0-9.e+-]+)([smhd]?)\Z")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_ON_OFF = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class BuildError(ValueError):
    """The text does not describe a diagram; the message names the line."""


class _Wrong(Exception):
    """What is wrong with the line being read."""


@dataclass(slots=True)
class _Building:
    title: str = "Untitled"
    description: str = ""
    workload: Workload = field(default_factory=Workload)
    elements: dict[ElementId, Element] = field(default_factory=dict)
    links: dict[LinkId, Link] = field(default_factory=dict)
    waivers: dict[str, str] = field(default_factory=dict)
    # What the next line may stand in, by indentation; and the groups that lines name.
    open: list[tuple[int, ElementId]] = field(default_factory=list)
    named: list[tuple[int, str, tuple[ElementId, ...]]] = field(default_factory=list)


def diagram(text: str) -> Diagram:
    """Return the diagram that ``text`` describes; raise BuildError where it does not."""
    building = _Building()
    later: list[tuple[int, str]] = []
    for number, indent, line in _lines(text):
        word = line.split(maxsplit=1)[0]
        if word == "accept" or _ARROW.search(_QUOTED.sub("", line)):
            later.append((number, line))
            continue
        with _at(number, line):
            if word in _HEAD:
                _HEAD[word](building, _rest(line))
            else:
                groups = _element(building, indent, line)
                building.named.append((number, line, groups))
    for number, line, groups in building.named:
        with _at(number, line):
            for group in groups:
                if group not in building.elements or not building.elements[group].kind.has_members:
                    raise _Wrong(f"there is no group '{group}' to be in")
    for number, line in later:
        with _at(number, line):
            if line.startswith("accept "):
                _accept(building, line)
            else:
                _links(building, line)
    return _finished(building)


def topology(text: str) -> Topology:
    """Return the topology that ``text`` describes."""
    return diagram(text).topology


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    for number, raw in enumerate(text.split("\n"), start=1):
        # A quoted text may hold anything, also what begins a comment.
        comment = _COMMENT.search(_QUOTED.sub(lambda found: "_" * len(found[0]), raw))
        line = (raw[: comment.start()] if comment else raw).rstrip()
        if not line.strip():
            continue
        if line.count('"') % 2:
            raise BuildError(f"line {number}: a quoted text does not end: {line.strip()}")
        if "\t" in line:
            raise BuildError(f"line {number}: indent with spaces, not tabs: {line.strip()}")
        yield number, len(line) - len(line.lstrip()), line.strip()


@contextmanager
def _at(number: int, line: str) -> Iterator[None]:
    try:
        yield
    except (_Wrong, EditRefused) as error:
        raise BuildError(f"line {number}: {error}: {line}") from None


def _rest(line: str) -> str:
    return line.partition(" ")[2].strip()


# ------------------------------------------------------------------------------- the head


def _title(building: _Building, rest: str) -> None:
    building.title = rest.strip('"')


def _description(building: _Building, rest: str) -> None:
    building.description = rest.strip('"')


def _workload(building: _Building, rest: str) -> None:
    workload = building.workload
    for word in rest.split():
        key, equals, value = word.partition("=")
        name, _, disruption = key.partition(".")
        if not equals:
            raise _Wrong(f"'{word}' is not key=value")
        if key == "load_shape":
            workload = replace(workload, load_shape=_load_shape(value))
        elif key == "figures":
            workload = replace(workload, figures=_figures(value))
        elif name in ("rto", "rpo") and disruption in {d.value for d in Disruption}:
            targets = workload.rto_s if name == "rto" else workload.rpo_s
            targets = targets.with_item(Disruption(disruption), _duration(value))
            workload = (
                replace(workload, rto_s=targets)
                if name == "rto"
                else replace(workload, rpo_s=targets)
            )
        elif key in NUMBER_FIELDS:
            workload = replace(workload, **{key: _duration(value)})  # type: ignore[arg-type]  # all number fields
        else:
            raise _Wrong(f"a workload has no '{key}'")
    building.workload = workload


def _load_shape(value: str) -> LoadShape:
    try:
        return LoadShape(value)
    except ValueError:
        raise _Wrong(f"'{value}' is not a load shape") from None


def _figures(value: str) -> Figures:
    try:
        return Figures(value)
    except ValueError:
        raise _Wrong(f"'{value}' is not a profile of figures") from None


def _duration(text: str) -> float:
    found = _DURATION.match(text)
    if found is None:
        raise _Wrong(f"'{text}' is not a number, or a duration such as 15m")
    return _number(found[1]) * _SECONDS[found[2]]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise _Wrong(f"'{text}' is not a number") from None


_HEAD: dict[str, Callable[[_Building, str], None]] = {
    "title": _title,
    "description": _description,
    "workload": _workload,
}


def _accept(building: _Building, line: str) -> None:
    key, _, reason = _rest(line).partition(" ")
    if not key or not reason:
        raise _Wrong("an acceptance is: accept key reason")
    building.waivers[key] = reason.strip('"')


# ---------------------------------------------------------------------------- elements


def _element(building: _Building, indent: int, line: str) -> tuple[ElementId, ...]:
    names = _QUOTED.findall(line)
    words = _QUOTED.sub(" ", line).split()
    if len(words) < 2:
        raise _Wrong("an element is: service id ...")
    service = _service(words)
    key = ElementId(words[1])
    if key in building.elements:
        raise _Wrong(f"there is another '{key}'")
    if not is_valid_id(key):
        raise _Wrong(f"'{key}' is not an id: lower-case letters, digits, dots, hyphens")
    while building.open and building.open[-1][0] >= indent:
        building.open.pop()
    parent = building.open[-1][1] if building.open else None
    if parent is not None and not building.elements[parent].kind.is_container:
        raise _Wrong(f"nothing stands in '{parent}', which is no container")
    own, groups = _split_at_in(words[2:])
    building.elements[key] = Element(
        id=key,
        kind=service.kind,
        service=service.key,
        name=names[0] if names else str(key),
        parent=parent,
        memberships=groups,
        properties=FrozenMap(dict(_property(service, word) for word in own)),
    )
    building.open.append((indent, key))
    return groups


def _service(words: list[str]) -> Service:
    """Find the row; takes the words that only choose it out of ``words``."""
    word = words[0].replace("_", "-")
    if word == "subnet":
        is_public = "public" in words[2:]
        words[2:] = [other for other in words[2:] if other not in ("public", "private")]
        word = "public-subnet" if is_public else "private-subnet"
    elif word == "az":
        word = "zone"
    service = catalog().get(word) or catalog().get(words[0])
    if service is None:
        raise _Wrong(f"the catalog has no service '{words[0]}'")
    return service


def _split_at_in(words: list[str]) -> tuple[list[str], tuple[ElementId, ...]]:
    if "in" not in words:
        return words, ()
    place = words.index("in")
    groups = [part for word in words[place + 1 :] for part in word.split(",") if part]
    if not groups:
        raise _Wrong("'in' names at least one group")
    return words[:place], tuple(ElementId(group) for group in groups)


def _property(service: Service, word: str) -> tuple[str, Value]:
    key, equals, text = word.partition("=")
    if not equals:
        if service.kind is Kind.REGION and word in regions():
            return "region_code", word
        if word.startswith("off:"):
            return word[4:], checked_value(service, word[4:], False)
        if service.kind in (Kind.ZONE, Kind.SUBNET) and service.property(word) is None:
            return "zone_name", word
        return word, checked_value(service, word, True)
    row = service.property(key)
    kind = row.type if row is not None else PropertyType.LIST if key == "zones" else None
    return key, checked_value(service, key, _value(kind, text))


def _value(kind: PropertyType | None, text: str) -> Value:
    match kind:
        case PropertyType.BOOL:
            if text.lower() not in _ON_OFF:
                raise _Wrong(f"'{text}' is neither true nor false")
            return _ON_OFF[text.lower()]
        case PropertyType.INT:
            number = _number(text)
            return int(number) if number.is_integer() else number
        case PropertyType.NUMBER:
            return _duration(text) if text[-1:] in _SECONDS else _number(text)
        case PropertyType.LIST:
            return tuple(part for part in text.split(",") if part)
        case _:
            return text


# ------------------------------------------------------------------------------- links


def _links(building: _Building, line: str) -> None:
    labels = _QUOTED.findall(line)
    bare = _BRACKETS.sub("", _QUOTED.sub(" ", line)).strip()
    parts = _ARROW.split(bare)
    ends, last = parts[::2], len(parts) - 1
    words: list[str] = []
    tidy = re.sub(r"\s*,\s*", ",", ends[-1]).split()
    if tidy:
        ends[-1], words = tidy[0], tidy[1:]
    weight, calls = _rate(words, "weight"), _rate(words, "calls")
    role, needed = _options(words)
    for place in range(0, last, 2):
        kind = _ARROWS[parts[place + 1]]
        sources, targets = _ends(building, ends[place // 2]), _ends(building, ends[place // 2 + 1])
        if kind is not LinkKind.REQUEST and (words or (weight, calls) != (1, 1)):
            raise _Wrong("only requests have options")
        for source in sources:
            group = "" if needed is None else _group(building, source, len(targets), needed)
            for target in targets:
                if source == target:
                    raise _Wrong(f"'{source}' cannot be linked to itself")
                key = _link_id(building, source, target)
                building.links[key] = Link(
                    id=key,
                    source=source,
                    target=target,
                    kind=kind,
                    role=role,
                    label=labels[0] if labels else "",
                    group=group,
                    weight=weight,
                    calls=calls,
                )


def _rate(words: list[str], key: str) -> float:
    """Return the value of ``key=number`` and take it out of ``words``; 1 without it."""
    for word in words:
        if word.startswith(f"{key}="):
            words.remove(word)
            return _number(word.partition("=")[2])
    return 1.0


def _options(words: list[str]) -> tuple[LinkRole, int | None]:
    role, needed = LinkRole.REQUIRED, None
    for word in words:
        if word in ("optional", "standby"):
            role = LinkRole(word)
        elif word in ("any", "all"):
            needed = 1 if word == "any" else 0
        elif word.isdecimal():
            needed = int(word)
        else:
            raise _Wrong(f"'{word}' is none of optional, standby, any, all or a number")
    return role, needed


def _ends(building: _Building, text: str) -> list[ElementId]:
    keys = [ElementId(part.strip()) for part in text.split(",") if part.strip()]
    if not keys:
        raise _Wrong("a link needs two ends")
    for key in keys:
        if key not in building.elements:
            raise _Wrong(f"there is no element '{key}'")
    return keys


def _group(building: _Building, source: ElementId, size: int, needed: int) -> str:
    if needed > size:
        raise _Wrong(f"{needed} of {size} targets cannot be needed")
    element = building.elements[source]
    name = f"group-{len(element.groups) + 1}"
    building.elements[source] = replace(element, groups=element.groups.with_item(name, needed))
    return name


def _link_id(building: _Building, source: ElementId, target: ElementId) -> LinkId:
    key, number = f"{source}--{target}", 1
    while LinkId(key) in building.links:
        number += 1
        key = f"{source}--{target}-{number}"
    return LinkId(key)


# ------------------------------------------------------------------------------ finish


def _finished(building: _Building) -> Diagram:
    topology = Topology(elements=FrozenMap(building.elements), links=FrozenMap(building.links))
    result = Diagram(
        title=building.title,
        description=building.description,
        topology=topology,
        workload=building.workload,
        layout=Layout(boxes=FrozenMap(boxes_of(topology))),
        waivers=FrozenMap(building.waivers),
    )
    violations = check(result)
    if violations:
        raise BuildError("; ".join(violation.message for violation in violations))
    return result


def boxes_of(topology: Topology) -> dict[ElementId, Box]:
    """Return a box for each element: siblings in rows that do not overlap, nested in parents."""
    places: dict[ElementId, Box] = {}
    _arrange(topology, None, places)
    boxes: dict[ElementId, Box] = {}
    pending = [(key, 0.0, 0.0) for key in topology.children(None)]
    while pending:
        key, dx, dy = pending.pop()
        boxes[key] = places[key].moved(dx, dy)
        pending.extend((child, boxes[key].x, boxes[key].y) for child in topology.children(key))
    return {key: boxes[key] for key in topology.elements}


def _arrange(topology: Topology, parent: ElementId | None, places: dict[ElementId, Box]) -> Box:
    """Place the children of ``parent`` relative to it; return the box around them."""
    children = topology.children(parent)
    columns = ceil(sqrt(len(children)))
    x, y, height = SIDE, TOP, 0.0
    for index, key in enumerate(children):
        size = _size(topology, key, places)
        if index and index % columns == 0:
            x, y, height = SIDE, y + height + GAP, 0.0
        places[key] = Box(x, y, size.width, size.height)
        x, height = x + size.width + GAP, max(height, size.height)
    return around(places[key] for key in children) if children else Box(0, 0, 0, 0)


def _size(topology: Topology, key: ElementId, places: dict[ElementId, Box]) -> Box:
    if topology.children(key):
        return _arrange(topology, key, places)
    element = topology.elements[key]
    if element.kind.is_container:
        return Box(0, 0, 160, 80)
    return box_for(catalog()[element.service], Point(0, 0))
