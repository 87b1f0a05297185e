"""What all handlers of Terraform's types share: the estate, and who stands for which resource."""

import re

from designer.catalog.loader import catalog
from designer.importers.estate import Estate, ZoneMark
from designer.importers.graph import Key, Part
from designer.importers.terraform.values import (
    Declared,
    Estimate,
    Of,
    Symbol,
    Value,
    entries,
    known_text,
    resources_in,
    table,
)
from designer.model.elements import Value as Stated
from designer.model.links import LinkKind, LinkRole

_MODULE = re.compile(r"module\.([^.\[]+(?:\[[^\]]*\])?)")
_NUMBERED = re.compile(r"(.*)\[(\d{1,3})\]\Z")
_KEYED = re.compile(r'\["([^"\]]+)"\]')
VPCS = ("aws_vpc", "aws_default_vpc")
SUBNETS = ("aws_subnet", "aws_default_subnet")


class Context:
    """One import on its way."""

    def __init__(self, estimate: Estimate) -> None:
        self.resources = estimate.resources
        self.estate = Estate(estimate.region)
        self.graph = self.estate.graph
        self.stands_for: dict[Key, Key] = {}
        self.policies: dict[Key, list[Value]] = {}
        """Policy documents by the role that has them."""

    # -- parts
    def draw(self, declared: Declared, service: str, **properties: Stated | None) -> Part:
        """Return the part of ``declared``, with what it states; None is not stated."""
        part = self.graph.add(declared.key, service, named(declared), place=declared.key)
        part.properties.update({k: v for k, v in properties.items() if v is not None})
        return part

    def state(self, part: Part, **properties: Stated | None) -> None:
        """Add what another resource states of ``part``, where its row has such a property."""
        row = catalog()[part.service]
        for name, value in properties.items():
            if value is not None and row.property(name) is not None:
                part.properties[name] = value

    def part_of(self, key: Key) -> Part | None:
        """Return the part that the resource ``key`` is drawn as."""
        return self.graph.parts.get(self.stands_for.get(key, key))

    def parts_in(self, value: Value) -> list[Part]:
        """Return the parts that ``value`` mentions, each once."""
        found: dict[Key, Part] = {}
        for resource in resources_in(value):
            part = self.part_of(resource.key)
            if part is not None:
                found.setdefault(part.key, part)
        return list(found.values())

    def declared(self, value: Value, *types: str) -> Declared | None:
        """Return the first resource of ``types`` that ``value`` mentions."""
        for resource in resources_in(value):
            found = self.resources.get(resource.key)
            if found is not None and (not types or found.type in types):
                return found
        return None

    # -- places
    def vpc(self, value: Value) -> Key | None:
        """Return the VPC ``value``, a placeholder if it is not declared."""
        if value in (None, ""):
            return None
        found = self.declared(value, *VPCS)
        if found is not None and not found.is_data:
            return found.key
        if found is None and isinstance(value, Of):
            other = self.resources.get(value.key)
            if other is not None and not other.is_data:
                inner = other.properties.get("vpc_id")
                return None if inner == value else self.vpc(inner)
        key = f"vpc {found.key if found is not None else value}"
        name = named(found) if found is not None else shown_name(value)
        self.estate.vpc(key, name or "VPC", is_placeholder=True)
        return key

    def subnets(self, value: Value, vpc: Key | None = None) -> list[Key]:
        """Return the subnets in ``value``, with placeholders for those not declared."""
        found: list[Key] = []
        for item in entries(value):
            declared = self.resources.get(item.key) if isinstance(item, Of) else None
            if declared is not None and declared.type in SUBNETS and not declared.is_data:
                key = declared.key
            elif declared is not None and _stands_for_others(declared):
                found += self.subnets(declared.properties["id"], vpc)
                continue
            elif declared is not None and declared.type.endswith("subnet_group"):
                found += self.subnets(declared.properties.get("subnet_ids"))
                continue
            else:
                key = self._stand_in(item, declared, vpc)
            if key and key not in found:
                found.append(key)
        return found

    def _stand_in(self, value: Value, declared: Declared | None, vpc: Key | None) -> Key:
        name = named(declared) if declared is not None else shown_name(value)
        if not name or isinstance(value, dict):
            return ""
        key = f"subnet {declared.key if declared is not None else value}"
        subnet = self.estate.subnet(key, name, is_placeholder=True)
        is_many = declared is not None and declared.type in ("aws_subnets", "aws_subnet_ids")
        subnet.is_list = is_many or (
            isinstance(value, Symbol) and (value.is_list or name.endswith(("subnets", "_ids")))
        )
        if declared is not None and declared.is_data:
            subnet.zone = zone_mark(declared.properties.get("availability_zone")) or subnet.zone
            vpc = vpc or self.vpc(declared.properties.get("vpc_id"))
        subnet.vpc = subnet.vpc or vpc
        return key

    def zones(self, value: Value) -> list[ZoneMark]:
        """Return the zones in ``value``."""
        return [mark for mark in map(zone_mark, entries(value)) if mark is not None]

    def groups_in(self, value: Value) -> list[Key]:
        """Return the security groups in ``value``, unknown ones by their expression."""
        return [
            item.key if isinstance(item, Of) else str(item)
            for item in entries(value)
            if isinstance(item, (Of, Symbol)) or str(item).startswith("sg-")
        ]

    def secure(self, part: Part, value: Value) -> None:
        """Tell the security groups of ``part``."""
        self.estate.secure(part.key, self.groups_in(value))

    # -- links
    def relate(
        self,
        source: Key,
        target: Key,
        because: str = "",
        *,
        kind: LinkKind | None = None,
        role: LinkRole = LinkRole.REQUIRED,
        label: str = "",
    ) -> None:
        """Link two parts, by default asynchronously to a buffer and else by a request.

        Args:
            because: what it is inferred from; "" when it is stated.
        """
        self.estate.use(source, target, kind=kind, role=role, label=label, because=because)


def _stands_for_others(declared: Declared) -> bool:
    """Tell whether a data source looks up one of the subnets that another one lists."""
    told = declared.properties.get("id")
    is_subnet = declared.is_data and declared.type in SUBNETS
    return is_subnet and isinstance(told, Of) and told.key != declared.key


def named(declared: Declared) -> str:
    """Return a name for people: the tag "Name", else the resource's own with its module."""
    tag = known_text(table(declared.properties.get("tags")).get("Name"))
    if tag is not None and "${" not in tag:
        return tag
    modules = _MODULE.findall(declared.key)
    # A module for one thing calls it "this": the module's own name says more.
    own = re.sub(r"\Athis\b", "", declared.name) if modules else declared.name
    words = " ".join(word for word in [*modules, own] if word).replace(" [", "[")
    return _KEYED.sub(r" \1", words).strip()


def shown_name(value: Value) -> str:
    """Return a short name for what is not declared."""
    text = str(value) if isinstance(value, (str, Symbol, Of)) else ""
    return text.strip("${}").removeprefix("var.").removeprefix("data.")[-60:]


def zone_mark(value: Value) -> ZoneMark | None:
    """Return the zone that an expression comes to: the same one for the same expression."""
    if isinstance(value, str) and value:
        return ZoneMark(f"name {value}", value, is_literal=True)
    if not isinstance(value, (Symbol, Of)):
        return None
    numbered = _NUMBERED.match(str(value))
    if numbered:
        return ZoneMark(str(value), f"Zone {int(numbered[2]) + 1}")
    return ZoneMark(str(value), shown_name(value))
