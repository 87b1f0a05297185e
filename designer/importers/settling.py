"""Settles where all parts stand: zones side by side in a VPC, subnets in zones, parts in those."""

import re

from designer.catalog.loader import catalog
from designer.catalog.service import ReplicaModel, Role
from designer.importers.estate import CLOUD, REGION, Estate, Standing, Subnet, ZoneMark
from designer.importers.graph import Key, Part
from designer.importers.result import NoteKind
from designer.model.elements import Kind

_PUBLIC = re.compile(r"public|\bpub|-pub|dmz", re.IGNORECASE)
_PRIVATE = re.compile(r"priv|internal|isolated|data|db|app", re.IGNORECASE)
# "pSubnetA", "subnet-a", "Subnet2Id", "SubnetOne", "eu-west-1a", but not the end of a word.
_END = re.compile(
    r"((?<=[a-z0-9])[A-F]|(?<=[-_ .0-9])[a-fA-F]|(?<!\d)[1-6]|One|Two|Three|Four)"
    r"(?:Ids?|ID|Param(?:eter)?)?\Z"
)
_ENTRY = re.compile(r"\[(\d{1,3})\]\Z")
_NUMBERS = {"One": "1", "Two": "2", "Three": "3", "Four": "4"}
_MOST_ICONS = 6
_COPIED = frozenset({ReplicaModel.STANDBY, ReplicaModel.CLUSTER, ReplicaModel.QUORUM})


def settle(estate: Estate) -> None:
    """Give every part of ``estate`` its parent, and state the zones that no box shows."""
    _unfold_lists(estate)
    _share_out_zones(estate)
    _settle_networks(estate)
    for subnet in estate.subnets.values():
        _settle_subnet(estate, subnet)
    for key, standing in estate.standings.items():
        if key in estate.graph.parts:
            _settle_part(estate, estate.graph.parts[key], standing)
    for part in list(estate.graph.parts.values()):
        if part.parent is None and part.key != CLOUD and part.kind is not Kind.ACTOR:
            part.parent = REGION


def _unfold_lists(estate: Estate) -> None:
    """Let a passed-in list of subnets stand for those of its entries that are named one by one."""
    for subnet in [subnet for subnet in estate.subnets.values() if subnet.is_list]:
        entry = re.compile(re.escape(subnet.key) + r"\[\d{1,3}\]")
        entries = [key for key in estate.subnets if entry.fullmatch(key)]
        if not entries:
            continue
        told = [standing.subnets for standing in estate.standings.values()]
        for keys in [*told, *estate.one_subnet_a_zone]:
            if subnet.key in keys:
                others = [key for key in keys if key not in (subnet.key, *entries)]
                keys[:] = [*others, *entries]
        name = estate.graph.parts.pop(subnet.key).name
        del estate.subnets[subnet.key]
        sentence = f"“{name}” is taken for the {len(entries)} of its entries that are named."
        estate.graph.inferred(sentence, *entries)


def _share_out_zones(estate: Estate) -> None:
    """Give unknown subnets of one load balancer zones of their own: AWS takes one for each zone.

    Subnets of several lists whose names end alike, as in "WebA" and "DataA", share theirs.
    """
    taken = {subnet.zone.name for subnet in estate.subnets.values() if subnet.zone is not None}
    for keys in estate.one_subnet_a_zone:
        found = [estate.subnets[key] for key in dict.fromkeys(keys) if key in estate.subnets]
        open_ones = [subnet for subnet in found if subnet.zone is None and not subnet.is_list]
        if len(found) < 2 or not open_ones:
            continue
        ends = [_end_of_name(estate, subnet) for subnet in open_ones]
        are_told_apart = all(ends) and len(set(ends)) == len(ends) == len(found)
        are_told_apart = are_told_apart and taken.isdisjoint(f"Zone {end}" for end in ends)
        for subnet, end in zip(open_ones, ends, strict=True):
            name = f"Zone of {estate.graph.parts[subnet.key].name}"
            subnet.zone = ZoneMark(f"of {subnet.key}", name)
            if are_told_apart:
                subnet.zone = ZoneMark(f"by name {end}", f"Zone {end}")
            sentence = (
                f"{estate.graph.parts[subnet.key].name} lies in a zone of its own: a load "
                "balancer, a file system or a database's group of two subnets takes one in each."
            )
            estate.graph.inferred(sentence, subnet.key)
    _follow_names(estate)


def _follow_names(estate: Estate) -> None:
    """Put other unknown subnets into the zones that the ends of their names tell."""
    marks = {s.zone.symbol: s.zone for s in estate.subnets.values() if s.zone is not None}
    for subnet in estate.subnets.values():
        mark = marks.get(f"by name {_end_of_name(estate, subnet)}")
        if mark is None or subnet.zone is not None or subnet.is_list or not subnet.is_placeholder:
            continue
        subnet.zone = mark
        sentence = f"By its name, {estate.graph.parts[subnet.key].name} lies in {mark.name}."
        estate.graph.inferred(sentence, subnet.key)


def _end_of_name(estate: Estate, subnet: Subnet) -> str:
    """Return the letter or number that ends a subnet's name; "" for none."""
    name = estate.graph.parts[subnet.key].name
    entry = _ENTRY.search(name)
    if entry is not None:
        return str(int(entry[1]) + 1)
    found = _END.search(name)
    return "" if found is None else _NUMBERS.get(found[1], found[1].upper())


def _settle_networks(estate: Estate) -> None:
    """Put subnets without a VPC into the only one there is, or into one that stands for theirs."""
    lost = [subnet for subnet in estate.subnets.values() if subnet.vpc is None]
    if not lost:
        return
    networks = [part.key for part in estate.graph.of_service("vpc")]
    if len(networks) == 1:
        only = networks[0]
    else:
        only = estate.vpc("the vpc", "VPC", is_placeholder=True).key
    for subnet in lost:
        subnet.vpc = only


def _settle_subnet(estate: Estate, subnet: Subnet) -> None:
    part = estate.graph.parts[subnet.key]
    part.service = "public-subnet" if _is_public(estate, subnet, part.name) else "private-subnet"
    part.parent = subnet.vpc
    if subnet.zone is not None:
        part.parent = _zone(estate, subnet.zone, subnet.vpc)
    elif not subnet.is_placeholder:
        sentence = f"The zone of {part.name} is not stated: AWS chooses one."
        estate.graph.note(NoteKind.UNSTATED, sentence, (subnet.key,), place=part.place)
    if subnet.is_placeholder:
        what = "several subnets" if subnet.is_list else "a subnet"
        zone = "" if subnet.zone is not None else "; its zone is not known"
        sentence = f"“{part.name}” stands for {what} that {_are(subnet)} not declared here{zone}."
        estate.graph.inferred(sentence, subnet.key, place=part.place)


def _are(subnet: Subnet) -> str:
    return "are" if subnet.is_list else "is"


def _is_public(estate: Estate, subnet: Subnet, name: str) -> bool:
    table = subnet.table or estate.main_tables.get(subnet.vpc or "")
    services = {
        estate.graph.parts[via].service
        for via in estate.routes.get(table or "", ())
        if via in estate.graph.parts
    }
    if "igw" in services:
        return True
    if services:
        return False
    if subnet.is_public is not None:
        return subnet.is_public
    return bool(subnet.is_placeholder and _PUBLIC.search(name) and not _PRIVATE.search(name))


def _zone(estate: Estate, mark: ZoneMark, vpc: Key | None) -> Key:
    key = f"zone {mark.symbol} in {vpc or REGION}"
    part = estate.graph.add(key, "zone", mark.name, parent=vpc or REGION)
    if mark.is_literal:
        part.properties["zone_name"] = mark.name
    return key


def _settle_part(estate: Estate, part: Part, standing: Standing) -> None:
    subnets = [estate.subnets[key] for key in standing.subnets if key in estate.subnets]
    marks = list(dict.fromkeys([*(s.zone for s in subnets if s.zone is not None), *standing.zones]))
    vpc = standing.vpc or next((s.vpc for s in subnets if s.vpc is not None), None)
    service = catalog()[part.service]
    is_one_of_many = standing.copies == 1 and service.failure.replicas in _COPIED
    if len(subnets) == 1:
        part.parent = subnets[0].key
        if subnets[0].is_list and len(marks) > 1:
            _state_zones(part, marks)
    elif is_one_of_many and not standing.zones:
        part.parent = vpc or REGION
        _tell_open(estate, part, marks, has_group=len(subnets) > 1)
    elif len(marks) == 1 and all(subnet.zone == marks[0] for subnet in subnets):
        part.parent = _zone(estate, marks[0], vpc)
    else:
        part.parent = vpc or REGION
        _state_zones(part, marks)
        if any(s.zone is None for s in subnets) and service.property("zones") is not None:
            where = "those of its subnets are not known"
            sentence = f"In which zones {part.name} runs is not stated: {where}."
            estate.graph.note(NoteKind.UNSTATED, sentence, (part.key,), place=part.place)
    if part.kind is Kind.SCALING_GROUP:
        _draw_instances(estate, part, subnets, marks, vpc)


def _state_zones(part: Part, marks: list[ZoneMark]) -> None:
    if marks:
        part.properties["zones"] = tuple(mark.name for mark in marks)


def _tell_open(estate: Estate, part: Part, marks: list[ZoneMark], *, has_group: bool) -> None:
    if len(marks) == 1:
        _state_zones(part, marks)
        return
    sentence = f"{part.name} runs once, and in which zone is not stated."
    if has_group:
        sentence = (
            f"{part.name} runs once, in one of the subnets of its group; which one is not stated. "
            "A subnet group over several zones is no Multi-AZ."
        )
    estate.graph.note(NoteKind.UNSTATED, sentence, (part.key,), place=part.place)


def _draw_instances(
    estate: Estate, group: Part, subnets: list[Subnet], marks: list[ZoneMark], vpc: Key | None
) -> None:
    """Draw what a scaling group keeps, as AWS draws it: an instance in each place it fills."""
    count = group.properties.get("desired", group.properties.get("minimum"))
    number_of_places = sum(not subnet.is_list for subnet in subnets) if subnets else len(marks)
    fills = isinstance(count, int) and count >= number_of_places > 1
    fills = fills and number_of_places <= _MOST_ICONS
    places = [group.key]
    if fills and subnets:
        places = [subnet.key for subnet in subnets if not subnet.is_list]
    elif fills:
        places = [_zone(estate, mark, vpc) for mark in marks]
    keys: list[Key] = []
    for number, place in enumerate(places, 1):
        key = f"{group.key} instance {number}"
        icon = estate.graph.add(key, "ec2", f"{group.name} instance", parent=place)
        icon.place = group.place
        if place != group.key:
            icon.groups.append(group.key)
        keys.append(key)
    estate.fleets.update(dict.fromkeys(keys, group.key))
    if fills:
        sentence = f"The {count} instances of {group.name} are drawn as one in each of its places."
    else:
        sentence = f"One icon stands for all instances of {group.name}."
    estate.graph.inferred(sentence, *keys, place=group.place)


def is_compute(part: Part) -> bool:
    """Tell whether the part runs programs that may ask others."""
    return catalog()[part.service].role is Role.COMPUTE
