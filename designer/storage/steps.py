"""What has changed since an earlier diagram, as text: for a process that holds the earlier one.

A large drawing takes longer to write than a frame may take; one edited element does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import msgspec

from designer.model.changes import diff
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Layout
from designer.model.topology import Topology
from designer.storage.building import unchecked
from designer.storage.json_text import parse
from designer.storage.writing import natural, to_text

K = TypeVar("K", bound=str)
V = TypeVar("V")


class _Step(msgspec.Struct, frozen=True):
    """The new values as the text of a file that holds nothing else, and the ids that are gone."""

    file: str
    elements: tuple[ElementId, ...] = ()
    links: tuple[LinkId, ...] = ()
    boxes: tuple[ElementId, ...] = ()
    bends: tuple[LinkId, ...] = ()
    expanded: tuple[ElementId, ...] = ()
    unlocked: tuple[ElementId, ...] = ()
    unhidden: tuple[ElementId, ...] = ()
    ranks: tuple[ElementId, ...] = ()
    looks: tuple[str, ...] = ()


def step_text(before: Diagram, after: Diagram) -> str:
    """Return what makes ``after`` of ``before``; linear in their size, but quick.

    Raises:
        ValueError: a number is not finite.
    """
    changes = diff(before, after)
    new = replace(
        after,
        topology=Topology(elements=_there(changes.elements), links=_there(changes.links)),
        layout=Layout(
            boxes=_there(changes.boxes),
            bends=_there(changes.bends),
            collapsed=frozenset(_there(changes.collapsed)),
            locked=frozenset(_there(changes.locked)),
            hidden=frozenset(_there(changes.hidden)),
            ranks=_there(changes.ranks),
            looks=_there(changes.looks),
        ),
    )
    step = _Step(
        file=to_text(new),
        elements=_gone(changes.elements),
        links=_gone(changes.links),
        boxes=_gone(changes.boxes),
        bends=_gone(changes.bends),
        expanded=_gone(changes.collapsed),
        unlocked=_gone(changes.locked),
        unhidden=_gone(changes.hidden),
        ranks=_gone(changes.ranks),
        looks=_gone(changes.looks),
    )
    return msgspec.json.encode(step).decode()


def _there(changes: Mapping[K, V | None]) -> FrozenMap[K, V]:
    return FrozenMap({key: value for key, value in changes.items() if value is not None})


def _gone(changes: Mapping[K, V | None]) -> tuple[K, ...]:
    return tuple(key for key, value in changes.items() if value is None)


def stepped(before: Diagram, text: str) -> Diagram:
    """Return the diagram that ``text`` makes of ``before``, as its file would be read.

    ``before`` has been read from a file or made by this function. The text comes from a diagram
    that is sound, so that it is not checked as a stranger's file is.

    Raises:
        Refused, msgspec.MsgspecError: the text is not one that ``step_text`` makes.
    """
    step = msgspec.json.decode(text, type=_Step)
    new = unchecked(parse(step.file.encode()))
    topology, layout = before.topology, before.layout
    return replace(
        new,
        topology=Topology(
            elements=_merged(topology.elements, new.topology.elements, step.elements),
            links=_merged(topology.links, new.topology.links, step.links),
        ),
        layout=Layout(
            boxes=_merged(layout.boxes, new.layout.boxes, step.boxes),
            bends=_merged(layout.bends, new.layout.bends, step.bends),
            collapsed=(layout.collapsed | new.layout.collapsed) - {*step.expanded},
            locked=(layout.locked | new.layout.locked) - {*step.unlocked},
            hidden=(layout.hidden | new.layout.hidden) - {*step.unhidden},
            ranks=_merged(layout.ranks, new.layout.ranks, step.ranks),
            looks=_merged(layout.looks, new.layout.looks, step.looks),
        ),
    )


def _merged(before: FrozenMap[K, V], new: FrozenMap[K, V], gone: Iterable[K]) -> FrozenMap[K, V]:
    """Return the values in the order in which a file has them."""
    kept = before.without(*gone)
    merged = kept.with_items(new)
    if len(merged) == len(kept):
        return merged
    return FrozenMap(dict(sorted(merged.items(), key=lambda item: natural(item[0]))))
