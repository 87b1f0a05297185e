"""A difference as lines of text and as data for programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from designer.grading.difference import (
    Change,
    Difference,
    ends_text,
    place_of,
    service_name,
)
from designer.grading.difference_schema import SCHEMA_VERSION
from designer.model.diagram import Diagram
from designer.model.ids import ElementId, LinkId
from designer.model.topology import Topology
from designer.rules.phrasing import count, name

ADDED, REMOVED, CHANGED = "+", "-", "~"


def summary(found: Difference) -> str:
    """Return the whole in one sentence."""
    if found.is_empty:
        if found.is_same_value:
            return "The drawings are the same."
        return "Only layout, looks, title or acceptances differ: what is scored is the same."
    added = len(found.added) + len(found.added_links)
    removed = len(found.removed) + len(found.removed_links)
    changed = len(found.changed) + len(found.changed_links)
    same = f"{count(found.same, 'element')} and {count(found.same_links, 'link')} the same"
    more = "; the workload differs" if found.workload else ""
    return f"{added} added, {removed} removed, {changed} changed; {same}{more}."


def lines(found: Difference, left: Diagram, right: Diagram) -> Iterator[str]:
    """Yield the difference line by line, ``+`` for added, ``-`` removed, ``~`` changed."""
    one, other = left.topology, right.topology
    for sign, ids, topology in ((REMOVED, found.removed, one), (ADDED, found.added, other)):
        for key in ids:
            yield f"{sign} {_element(topology, key)}"
    for change in found.changed:
        yield f"{CHANGED} {_named(other, change.right)}"
        yield from _changes(change.changes)
    for sign, links, topology in (
        (REMOVED, found.removed_links, one),
        (ADDED, found.added_links, other),
    ):
        for link in links:
            yield f"{sign} {_link(topology, link)}"
    for changed in found.changed_links:
        yield f"{CHANGED} {_link(other, changed.right)}"
        yield from _changes(changed.changes)
    if found.workload:
        yield f"{CHANGED} workload"
        yield from _changes(found.workload)


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        yield f"    {change.what}: {change.before} → {change.after}"


def _named(topology: Topology, key: ElementId) -> str:
    element = topology.elements[key]
    own, service = name(topology, key), service_name(element)
    return own if own.startswith(service) else f"{service} “{own}”"


def _element(topology: Topology, key: ElementId) -> str:
    element = topology.elements[key]
    place = "" if element.parent is None else f" in {place_of(topology, element)}"
    return f"{_named(topology, key)}{place}"


def _link(topology: Topology, key: LinkId) -> str:
    link = topology.links[key]
    label = f" “{' '.join(link.label.split())}”" if link.label.strip() else ""
    return f"{link.kind.value} {ends_text(topology, link)}{label}"


def to_data(
    found: Difference, left: Diagram, right: Diagram, files: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """Return the difference as ``tenet catalog schema diff`` describes it.

    Ids are those of the drawing that has the thing; ``files`` is what both are called.
    """
    one, other = left.topology, right.topology
    return {
        "schema": f"tenet-diff/{SCHEMA_VERSION}",
        "before": files[0],
        "after": files[1],
        "same": found.is_empty,
        "summary": summary(found),
        "elements": {
            "added": [_element_row(other, key) for key in found.added],
            "removed": [_element_row(one, key) for key in found.removed],
            "changed": [
                {
                    "before": _element_row(one, change.left),
                    "after": _element_row(other, change.right),
                    "changes": _change_rows(change.changes),
                }
                for change in found.changed
            ],
            "same": found.same,
        },
        "links": {
            "added": [_link_row(other, key) for key in found.added_links],
            "removed": [_link_row(one, key) for key in found.removed_links],
            "changed": [
                {
                    "before": _link_row(one, change.left),
                    "after": _link_row(other, change.right),
                    "changes": _change_rows(change.changes),
                }
                for change in found.changed_links
            ],
            "same": found.same_links,
        },
        "workload": _change_rows(found.workload),
    }


def _element_row(topology: Topology, key: ElementId) -> dict[str, Any]:
    element = topology.elements[key]
    return {
        "id": key,
        "service": element.service,
        "name": element.name,
        "parent": element.parent,
    }


def _link_row(topology: Topology, key: LinkId) -> dict[str, Any]:
    link = topology.links[key]
    return {"id": key, "kind": link.kind.value, "source": link.source, "target": link.target}


def _change_rows(changes: Iterable[Change]) -> list[dict[str, str]]:
    return [{"what": c.what, "before": c.before, "after": c.after} for c in changes]
