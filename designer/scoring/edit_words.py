"""Says in words what the edits of a fix change, one line each; where things stand is left out."""

from collections.abc import Callable, Iterator
from typing import Any

from designer.catalog.loader import catalog
from designer.edit.apply import apply
from designer.edit.edits import (
    AddElement,
    AddLink,
    Batch,
    Edit,
    Move,
    Reconnect,
    Remove,
    Reparent,
    Resize,
    SetBends,
    SetLink,
    SetMembership,
    SetProperty,
    describe,
)
from designer.model.diagram import Diagram
from designer.model.elements import Value
from designer.model.ids import LinkId
from designer.model.links import LinkKind, LinkRole
from designer.model.topology import Topology
from designer.rules.phrasing import name, names

_JOINS = {
    LinkKind.REQUEST: "asks",
    LinkKind.ASYNC: "hands work to",
    LinkKind.REPLICATION: "is replicated to",
    LinkKind.BACKUP: "is backed up to",
}
_ROLES = {
    LinkRole.REQUIRED: "needs",
    LinkRole.OPTIONAL: "can do without",
    LinkRole.STANDBY: "fails over to",
}


def words_of(diagram: Diagram, batch: Batch) -> tuple[str, ...]:
    """Return what applying ``batch`` to ``diagram`` changes, in the order it is done."""
    found: list[str] = []
    for edit in batch.edits:
        after = apply(diagram, edit)
        found += _said(diagram, after, edit)
        diagram = after
    return tuple(dict.fromkeys(found))


def _said(before: Diagram, after: Diagram, edit: Edit) -> Iterator[str]:
    say = _SAY.get(type(edit))
    if say is None:
        yield describe(edit)
    else:
        yield from say(before.topology, after.topology, edit)


def _property(before: Topology, _after: Topology, edit: SetProperty) -> Iterator[str]:
    for element_id in sorted(edit.ids):
        element = before.elements[element_id]
        row = catalog().get(element.service)
        found = None if row is None else row.property(edit.key)
        label = edit.key.replace("_", " ") if found is None else found.label
        was = element.properties.get(edit.key)
        text = f"{name(before, element_id)}: {label} {_value(edit.value)}"
        yield text if was is None else f"{text} (was {_value(was)})"


def _value(value: Value | None) -> str:
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).replace("_", " ")


def _element(_before: Topology, after: Topology, edit: AddElement) -> Iterator[str]:
    row = catalog().get(edit.element.service)
    what = edit.element.service if row is None else row.name
    called = "" if edit.element.name == what else f" “{edit.element.name}”"
    parent = edit.element.parent
    where = "" if parent is None else f" in {name(after, parent)}"
    yield f"Add: {what}{called}{where}"


def _link(_before: Topology, after: Topology, edit: AddLink) -> Iterator[str]:
    link = edit.link
    verb = _JOINS[link.kind]
    if link.kind is LinkKind.REQUEST and link.role is LinkRole.STANDBY:
        verb = _ROLES[link.role]
    yield f"{name(after, link.source)} {verb} {name(after, link.target)}"


def _reconnect(before: Topology, after: Topology, edit: Reconnect) -> Iterator[str]:
    old, new = before.links[edit.id], after.links[edit.id]
    yield (
        f"{name(after, new.source)} {_JOINS[new.kind]} {name(after, new.target)} "
        f"instead of {name(before, old.target)}"
    )


def _remove(before: Topology, _after: Topology, edit: Remove) -> Iterator[str]:
    gone = [i for i in edit.ids if i in before.elements]
    if gone:
        yield f"Remove: {names(before, sorted(gone))}"
    for key in sorted(edit.ids):
        link = before.links.get(LinkId(key))
        if link is not None:
            yield f"Remove the link from {name(before, link.source)} to {name(before, link.target)}"


def _reparent(before: Topology, after: Topology, edit: Reparent) -> Iterator[str]:
    where = "the open canvas" if edit.parent is None else name(after, edit.parent)
    yield f"Place {names(before, sorted(edit.ids))} in {where}"


def _role(_before: Topology, after: Topology, edit: SetLink) -> Iterator[str]:
    link = after.links[edit.id]
    if edit.role is not None:
        yield f"{name(after, link.source)} {_ROLES[edit.role]} {name(after, link.target)}"
    elif edit.kind is not None:
        yield f"{name(after, link.source)} {_JOINS[edit.kind]} {name(after, link.target)}"
    else:
        yield describe(edit)


def _groups(_before: Topology, after: Topology, edit: SetMembership) -> Iterator[str]:
    yield f"{name(after, edit.id)} belongs to {names(after, edit.groups) or 'no group'}"


def _nothing(_before: Topology, _after: Topology, _edit: Edit) -> Iterator[str]:
    return iter(())


# Any: each function takes exactly the kind of edit that it stands beside.
_SAY: dict[type[Any], Callable[[Topology, Topology, Any], Iterator[str]]] = {
    SetProperty: _property,
    AddElement: _element,
    AddLink: _link,
    Reconnect: _reconnect,
    Remove: _remove,
    Reparent: _reparent,
    SetLink: _role,
    SetMembership: _groups,
    Move: _nothing,
    Resize: _nothing,
    SetBends: _nothing,
}
