"""Questions to a topology, against the plain definition of each."""

import pickle
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.links import Link, LinkKind
from designer.model.topology import Topology

KINDS = (Kind.REGION, Kind.ZONE, Kind.GROUP, Kind.SCALING_GROUP, Kind.RESOURCE, Kind.ACTOR)


@st.composite
def topologies(draw: st.DrawFn) -> Topology:
    """Up to twelve elements, nested at random, loops of parents and loose ends included."""
    keys = [ElementId(f"e{number}") for number in range(draw(st.integers(1, 12)))]
    anywhere = st.sampled_from([*keys, ElementId("gone"), None, None])
    elements = {
        key: Element(
            id=key,
            kind=draw(st.sampled_from(KINDS)),
            service="group",
            name=key,
            parent=draw(anywhere),
            memberships=tuple(draw(st.lists(st.sampled_from(keys), unique=True, max_size=2))),
        )
        for key in keys
    }
    links = {}
    for number in range(draw(st.integers(0, 15))):
        link = Link(
            id=LinkId(f"l{number}"),
            source=draw(st.sampled_from(keys)),
            target=draw(st.sampled_from(keys)),
            kind=draw(st.sampled_from(LinkKind)),
        )
        links[link.id] = link
    return Topology(elements=FrozenMap(elements), links=FrozenMap(links))


def chain(topology: Topology, key: ElementId) -> list[ElementId]:
    """The parents of ``key``, nearest first, until one is missing or comes again."""
    found: list[ElementId] = []
    parent = topology.elements[key].parent
    while parent in topology.elements and parent is not None and parent not in [key, *found]:
        found.append(parent)
        parent = topology.elements[parent].parent
    return found


@given(topologies())
def test_children_are_those_that_name_the_parent(topology: Topology) -> None:
    for place in (None, *topology.elements, ElementId("gone")):
        expected = [e.id for e in topology.elements.values() if e.parent == place]
        assert list(topology.children(place)) == expected


@given(topologies())
def test_members_stand_in_the_group_or_name_it(topology: Topology) -> None:
    for group in topology.elements.values():
        expected = [
            e.id
            for e in topology.elements.values()
            if group.id in e.memberships or (e.parent == group.id and group.kind.has_members)
        ]
        assert list(topology.members(group.id)) == expected


@given(topologies(), st.sampled_from([None, *LinkKind]))
def test_links_are_found_from_both_ends(topology: Topology, kind: LinkKind | None) -> None:
    for key in topology.elements:
        wanted = [link for link in topology.links.values() if kind in (None, link.kind)]
        assert list(topology.outgoing(key, kind)) == [one for one in wanted if one.source == key]
        assert list(topology.incoming(key, kind)) == [one for one in wanted if one.target == key]
        both = topology.outgoing(key) + topology.incoming(key)
        assert topology.links_of(key) == both


@given(topologies())
def test_ancestors_climb_and_stop_at_a_loop(topology: Topology) -> None:
    for key in topology.elements:
        assert [outer.id for outer in topology.ancestors(key)] == chain(topology, key)


@given(topologies())
def test_descendants_are_those_below(topology: Topology) -> None:
    for key in topology.elements:
        found = topology.descendants(key)
        below = {key}
        while True:
            more = {e.id for e in topology.elements.values() if e.parent in below} | below
            if more == below:
                break
            below = more
        assert set(found) == below - {key}
        assert len(set(found)) == len(found)
        # Tree order: each comes after what it stands in.
        for place, inner in enumerate(found):
            parent = topology.elements[inner].parent
            assert parent == key or parent in found[:place]


@given(topologies(), st.sampled_from(KINDS))
def test_around_finds_itself_or_the_nearest(topology: Topology, kind: Kind) -> None:
    for key, element in topology.elements.items():
        outer = [topology.elements[one] for one in (key, *chain(topology, key))]
        expected = next((one for one in outer if one.kind is kind), None)
        assert topology.around(key, kind) is expected
        assert element in topology.of_kind(element.kind)


@given(topologies())
def test_of_kind_keeps_the_order(topology: Topology) -> None:
    chosen = topology.of_kind(Kind.ZONE, Kind.RESOURCE)
    expected = [e for e in topology.elements.values() if e.kind in (Kind.ZONE, Kind.RESOURCE)]
    assert list(chosen) == expected
    assert topology.of_kind() == ()


@given(topologies())
def test_pickles_without_its_indexes(topology: Topology) -> None:
    cold = pickle.dumps(topology)
    topology.children(None)
    topology.outgoing(ElementId("e0"))
    assert pickle.dumps(topology) == cold
    again: Topology = pickle.loads(cold)
    assert again == topology
    assert again.children(None) == topology.children(None)


@given(topologies(), st.sampled_from(["", "web", "Web"]))
def test_named_finds_all_that_are_called_so(topology: Topology, shared: str) -> None:
    elements = topology.elements
    for key in list(elements)[::2]:
        elements = elements.with_item(key, replace(elements[key], name=shared))
    renamed = replace(topology, elements=elements)
    for name in {*(element.name for element in elements.values()), shared, "nobody"}:
        assert renamed.named(name) == tuple(k for k, e in elements.items() if e.name == name)
