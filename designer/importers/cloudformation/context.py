"""What all handlers of resource types share: the estate, and who stands for which resource."""

import re
from collections.abc import Iterator, Mapping

from designer.catalog.loader import catalog
from designer.importers.cloudformation.stack import Declared, Stack
from designer.importers.cloudformation.values import (
    Of,
    Symbol,
    Text,
    Value,
    entries,
    known_text,
    resources_in,
    split,
)
from designer.importers.estate import Estate, ZoneMark
from designer.importers.graph import Key, Part
from designer.model.elements import Value as Stated
from designer.model.links import LinkKind, LinkRole

_HOLES = re.compile(r"\$\{[^}]*\}[-:_/.]*")
_MANY = re.compile(r"subnets?(ids|group)?list|subnets$|subnetids$|nets$|azs$", re.IGNORECASE)
_SUBNET, _VPC = "AWS::EC2::Subnet", "AWS::EC2::VPC"


class Context:
    """One import on its way.

    Attributes:
        stands_for: the part that a resource is drawn as: itself, or the one it belongs to.
        unknown: resources that the catalog has no row for, by type.
    """

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.estate = Estate(stack.region)
        self.graph = self.estate.graph
        self.stands_for: dict[Key, Key] = {}
        self.unknown: dict[str, list[Declared]] = {}

    # -- parts
    def draw(self, declared: Declared, service: str, **properties: Stated | None) -> Part:
        """Return the part of ``declared``, with what it states; None is not stated."""
        part = self.graph.add(declared.key, service, declared.name, place=declared.place)
        part.properties.update(stated(properties))
        self.stands_for[declared.key] = part.key
        return part

    def draw_once(self, declared: Declared, service: str) -> Part:
        """Return the one part that stands for all resources of ``service``."""
        part = self.graph.add(f"all {service}", service, place=declared.place)
        self.stands_for[declared.key] = part.key
        return part

    def merge(self, declared: Declared, into: Key) -> Part | None:
        """Let the part of the resource ``into`` stand for ``declared`` as well."""
        self.stands_for[declared.key] = into
        return self.part_of(into)

    def placeholder(self, value: Value, service: str, what: str) -> Key | None:
        """Return a part for something outside of the template; None when nothing names it."""
        name = shown_name(value)
        if not name or isinstance(value, Of):
            return None
        key = f"{service} {value}"
        if key not in self.graph.parts:
            self.graph.add(key, service, name)
            sentence = f"“{name}” is {what} that is not declared here; it stands for what is."
            self.graph.inferred(sentence, key)
        return key

    # -- finding
    def declared(self, value: Value, *types: str) -> Declared | None:
        """Return the resource that ``value`` is, if it is of ``types``."""
        if not isinstance(value, Of):
            return None
        found = self.stack.resources.get(value.key)
        return found if found is not None and (not types or found.type in types) else None

    def of_type(self, *types: str) -> Iterator[Declared]:
        """Yield the resources of ``types``."""
        for declared in self.stack.resources.values():
            if declared.type in types:
                yield declared

    def part_of(self, key: Key) -> Part | None:
        """Return the part that the resource ``key`` is drawn as."""
        seen: set[Key] = set()
        while key in self.stands_for and self.stands_for[key] != key and key not in seen:
            seen.add(key)
            key = self.stands_for[key]
        return self.graph.parts.get(key)

    def parts_in(self, value: Value) -> list[Part]:
        """Return the parts that ``value`` mentions, in order, each once."""
        found: dict[Key, Part] = {}
        for resource in resources_in(value):
            part = self.part_of(resource.key)
            if part is not None:
                found.setdefault(part.key, part)
        return list(found.values())

    # -- places
    def vpc(self, value: Value) -> Key | None:
        """Return the VPC ``value``, a placeholder if it is not declared."""
        if value is None or value == "":
            return None
        found = self.declared(value, _VPC)
        if found is not None:
            return found.key
        if isinstance(value, Of) and self.declared(value) is not None:
            attribute = value.attribute.casefold()
            if "vpc" not in attribute:
                return None
        key = f"vpc {value}"
        self.estate.vpc(key, shown_name(value) or "VPC", is_placeholder=True)
        return key

    def subnets(self, value: Value, vpc: Key | None = None) -> list[Key]:
        """Return the subnets in ``value``, a list or one of them, with placeholders."""
        items: list[Value] = []
        for item in entries(value):
            items += split(item, ",") if isinstance(item, (Text, str)) else [item]
        found: list[Key] = []
        for item in items:
            declared = self.declared(item, _SUBNET)
            key = declared.key if declared is not None else self._stand_in(item, items, vpc)
            if key is not None and key not in found:
                found.append(key)
        return found

    def _stand_in(self, value: Value, among: list[Value], vpc: Key | None) -> Key | None:
        name = shown_name(value)
        if not name:
            return None
        key = f"subnet {value}"
        subnet = self.estate.subnet(key, name, is_placeholder=True)
        is_alone = len(among) == 1 and not isinstance(value, str)
        is_many = isinstance(value, Symbol) and value.is_list
        subnet.is_list = is_many or (is_alone and bool(_MANY.search(name)))
        subnet.vpc = subnet.vpc or vpc
        return key

    def zones(self, value: Value) -> list[ZoneMark]:
        """Return the zones that ``value``, a zone or a list of them, comes to."""
        marks: list[ZoneMark] = []
        for item in entries(value):
            if isinstance(item, Symbol) and item.origin == "zones" and item.is_list:
                marks += [zone_mark(Symbol(f"{item}[{n}]", "zones")) for n in range(3)]
            else:
                marks.append(zone_mark(item))
        return list(dict.fromkeys(marks))

    def secure(self, part: Part, value: Value) -> None:
        """Tell the security groups of ``part``."""
        self.estate.secure(part.key, self.groups_in(value))

    def groups_in(self, value: Value) -> list[Key]:
        """Return the security groups in ``value`` by key; unknown ones by their expression."""
        found: list[Key] = []
        for item in entries(value):
            if isinstance(item, Of):
                found.append(item.key)
            elif isinstance(item, (Symbol, Text)):
                found.append(str(item))
        return found

    def roles_in(self, value: Value) -> list[Declared]:
        """Return the IAM roles that ``value`` is, also through instance profiles."""
        found: list[Declared] = []
        for resource in resources_in(value):
            declared = self.stack.resources.get(resource.key)
            if declared is None:
                continue
            if declared.type == "AWS::IAM::InstanceProfile":
                found += self.roles_in(declared.properties.get("Roles"))
            elif declared.type == "AWS::IAM::Role":
                found.append(declared)
        return found

    # -- links
    def relate(
        self,
        source: Key,
        target: Key,
        *,
        kind: LinkKind | None = None,
        role: LinkRole = LinkRole.REQUIRED,
        label: str = "",
        because: str = "",
        place: str = "",
    ) -> None:
        """Link two parts; what has no kind is sent to buffers and asked of all else.

        Args:
            because: why it is thought so, when the source does not state the link itself.
        """
        self.estate.use(
            source, target, kind=kind, role=role, label=label, because=because, place=place
        )


def stated(properties: Mapping[str, Stated | None]) -> dict[str, Stated]:
    """Return what is stated: everything but None."""
    return {key: value for key, value in properties.items() if value is not None}


def choice(value: Value, choices: Mapping[str, str]) -> str | None:
    """Return what stands for a known text among ``choices``, by its lower case; else None."""
    text = known_text(value)
    return None if text is None else choices.get(text.casefold())


def shown_name(value: Value) -> str:
    """Return a short name for a value that is not declared: its expression without the holes."""
    text = str(value) if isinstance(value, (str, Symbol, Text, Of)) else ""
    plain = _HOLES.sub("", text).strip("-:_/. ")
    return (plain or text.strip("${}")).rpartition(":")[2][-60:]


def zone_mark(value: Value) -> ZoneMark:
    """Return the zone that an expression comes to: the same one for the same expression."""
    if isinstance(value, str):
        return ZoneMark(f"name {value}", value, is_literal=True)
    text = str(value)
    numbered = re.fullmatch(r"(.*)\[(\d{1,3})\]", text)
    if isinstance(value, Symbol) and value.origin == "zones" and numbered:
        return ZoneMark(text, f"Zone {int(numbered[2]) + 1}")
    lettered = re.fullmatch(r"\$\{AWS::Region\}-?([a-z])", text)
    if lettered:
        return ZoneMark(text, f"Zone {lettered[1]}")
    if numbered:
        return ZoneMark(text, f"{shown_name(Symbol(numbered[1]))} {int(numbered[2]) + 1}")
    return ZoneMark(text, shown_name(value) or "Zone")


def rows_by_type() -> dict[str, str]:
    """Return the key of the catalog's row by the CloudFormation type."""
    return {name: row.key for row in catalog().values() for name in row.names.cloudformation}
